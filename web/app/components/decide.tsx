import type { ReactNode } from 'react'
import type { Problem } from '../page.ts'
import { m } from '../paraglide/messages.js'
import { Button, ButtonLink } from './button.tsx'
import { PostForm } from './post-form.tsx'
import { Refusal } from './refusal.tsx'
import { SaidFields } from './said-fields.tsx'

interface Props {
  /** What happens, in sentences; money and slots among them. */
  effects: string[]
  /** What the API refused the last time. */
  problem?: Problem | undefined
  /** So that a second press, or the back button, does nothing twice. */
  formKey: string
  /** What was said of numbers that may change before the button is pressed. */
  said?: string[]
  button: string
  danger?: boolean
  /** Where one goes who thinks better of it. */
  back: { href: string; words: string }
  /** Whether what is wrong with a field is said by the server alone. */
  noValidate?: boolean
  /** Fields of the form. */
  children?: ReactNode
}

/** Before something is done that cannot, or not easily, be undone: what it does, and one clear button. */
export function Decide({
  effects,
  problem,
  formKey,
  said = [],
  button,
  danger = false,
  back,
  noValidate = false,
  children,
}: Props) {
  return (
    <>
      {problem && <Refusal problem={problem} />}
      <section aria-labelledby="effects">
        <h2 id="effects" className="text-xl">
          {m.decide_effects()}
        </h2>
        <ul className="measure mt-3 list-disc space-y-2 pl-5 marker:text-soft">
          {effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      </section>
      <PostForm noValidate={noValidate} className="space-y-6">
        <input type="hidden" name="key" value={formKey} />
        <SaidFields now={said} problem={problem} />
        {children}
        <div className="flex flex-wrap gap-3">
          <Button variant={danger ? 'danger' : 'primary'}>{button}</Button>
          <ButtonLink href={back.href} variant="quiet">
            {back.words}
          </ButtonLink>
        </div>
      </PostForm>
    </>
  )
}
