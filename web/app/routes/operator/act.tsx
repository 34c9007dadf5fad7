/** The page before something is done that cannot, or not easily, be undone: what it does, to whom, to how much. */

import type { ReactNode } from 'react'
import { Button, ButtonLink } from '../../components/button.tsx'
import { Facts } from '../../components/facts.tsx'
import { TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import type { Problem } from '../../page.ts'
import { m } from '../../paraglide/messages.js'

interface Props {
  /** Numbers and names: what it is about. */
  facts: Parameters<typeof Facts>[0]['facts']
  /** What happens, in sentences; money and slots among them. */
  effects: string[]
  /** What the API refused the last time. */
  problem?: Problem | undefined
  /** So that a second press, or the back button, does nothing twice. */
  formKey: string
  button: string
  danger?: boolean
  /** Where one goes who thinks better of it. */
  back: string
  /** Fields of the form. */
  children?: ReactNode
}

export function Act({ facts, effects, problem, formKey, button, danger = false, back, children }: Props) {
  return (
    <div className="max-w-2xl space-y-8">
      {problem && <Refusal problem={problem} />}
      {facts.length > 0 && <Facts facts={facts} />}
      <section aria-labelledby="effects">
        <h2 id="effects" className="text-xl">
          {m.operator_act_effects()}
        </h2>
        <ul className="mt-3 list-disc space-y-2 pl-5 marker:text-soft">
          {effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      </section>
      <form method="post" className="space-y-6">
        <input type="hidden" name="key" value={formKey} />
        {children}
        <div className="flex flex-wrap gap-3">
          <Button variant={danger ? 'danger' : 'primary'}>{button}</Button>
          <ButtonLink href={back} variant="quiet">
            {m.operator_act_leave()}
          </ButtonLink>
        </div>
      </form>
    </div>
  )
}

/** What was refused, and that nothing has changed. */
export function Refusal({ problem }: { problem: Problem }) {
  return (
    <Notice tone="bad" title={problem.title}>
      <p>{problem.detail}</p>
      {problem.errors.length > 0 && (
        <ul className="mt-2 list-disc pl-5">
          {problem.errors.map((error) => (
            <li key={error.path + error.message}>{error.message}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

export function Reason({ hint }: { hint: string }) {
  return <TextField label={m.operator_reason()} name="reason" maxLength={240} hint={hint} autoComplete="off" />
}
