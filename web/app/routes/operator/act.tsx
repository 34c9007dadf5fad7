/** The page before something is done that cannot, or not easily, be undone: what it does, to whom, to how much. */

import type { ReactNode } from 'react'
import { ButtonLink } from '../../components/button.tsx'
import { Decide } from '../../components/decide.tsx'
import { Facts } from '../../components/facts.tsx'
import { TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { Refusal } from '../../components/refusal.tsx'
import type { Problem } from '../../page.ts'
import { m } from '../../paraglide/messages.js'

interface Props {
  /** Numbers and names: what it is about. */
  facts: Parameters<typeof Facts>[0]['facts']
  /** What happens, in sentences; money and slots among them. */
  effects: string[]
  /** Why it cannot be done now; there is then nothing to press. */
  obstacle?: ReactNode
  /** What the API refused the last time. */
  problem?: Problem | undefined
  /** So that a second press, or the back button, does nothing twice. */
  formKey: string
  /** What was said of numbers that may change before the button is pressed. */
  said?: string[]
  button: string
  danger?: boolean
  /** Where one goes who thinks better of it. */
  back: string
  /** Fields of the form. */
  children?: ReactNode
}

export function Act({
  facts,
  effects,
  obstacle,
  problem,
  formKey,
  said,
  button,
  danger = false,
  back,
  children,
}: Props) {
  return (
    <div className="max-w-2xl space-y-8">
      {facts.length > 0 && <Facts facts={facts} />}
      {obstacle ? (
        <>
          {problem && <Refusal problem={problem} />}
          <Notice tone="warn" title={m.operator_act_obstacle()}>
            {obstacle}
          </Notice>
          <ButtonLink href={back} variant="quiet">
            {m.operator_act_back()}
          </ButtonLink>
        </>
      ) : (
        <Decide
          effects={effects}
          problem={problem}
          formKey={formKey}
          said={said}
          button={button}
          danger={danger}
          back={{ href: back, words: m.operator_act_leave() }}
        >
          {children}
        </Decide>
      )}
    </div>
  )
}

interface ReasonProps {
  hint: string
  required?: boolean
  error?: string | undefined
  typed?: string | undefined
}

export function Reason({ hint, required = false, error, typed }: ReasonProps) {
  return (
    <TextField
      label={m.operator_reason()}
      name="reason"
      maxLength={240}
      hint={hint}
      required={required}
      error={error}
      defaultValue={typed}
      autoComplete="off"
    />
  )
}
