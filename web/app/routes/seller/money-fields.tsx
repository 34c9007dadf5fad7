/** What is said of money that changed hands: how, when, under which reference. */
import { SelectField, TextField } from '../../components/field.tsx'
import { errorAt } from '../../components/problem-notice.tsx'
import type { Problem } from '../../page.ts'
import { text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { dayIn, type Method, methodChoices, methodIn } from './money-words.ts'

export interface SaidOfMoney {
  method: string
  reference: string
  on: string
  note: string
}

export function saidIn(form: FormData): SaidOfMoney {
  return {
    method: text(form, 'method'),
    reference: text(form, 'reference'),
    on: text(form, 'on'),
    note: text(form, 'note'),
  }
}

/** As the API takes it: what was left empty is not said. */
export function wishOf({ method, reference, on, note }: SaidOfMoney) {
  const known: Method | undefined = methodIn(method)
  const day = dayIn(on)
  return {
    ...(known && { method: known }),
    ...(reference && { reference }),
    ...(day && { on: day }),
    ...(note && { note }),
  }
}

interface Props {
  /** Before the names of its fields, where several forms stand on a page. */
  id: string
  today: string
  typed: SaidOfMoney | undefined
  problem: Problem | undefined
  usual?: Method
  withReference?: boolean
  withNote?: boolean
}

export function MoneyFields({
  id,
  today,
  typed,
  problem,
  usual = 'bank_transfer',
  withReference = true,
  withNote = true,
}: Props) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          id={`${id}-method`}
          name="method"
          label={m.book_method()}
          choices={methodChoices()}
          defaultValue={typed?.method || usual}
        />
        <TextField
          id={`${id}-on`}
          name="on"
          label={m.book_day()}
          type="date"
          max={today}
          required
          defaultValue={typed?.on || today}
          error={errorAt(problem, 'on')}
        />
      </div>
      {withReference && (
        <TextField
          id={`${id}-reference`}
          name="reference"
          label={m.book_reference()}
          hint={m.book_reference_hint()}
          maxLength={120}
          autoComplete="off"
          defaultValue={typed?.reference}
          error={errorAt(problem, 'reference')}
        />
      )}
      {withNote && (
        <TextField
          id={`${id}-note`}
          name="note"
          label={m.book_note()}
          hint={m.book_note_hint()}
          maxLength={500}
          autoComplete="off"
          defaultValue={typed?.note}
        />
      )}
    </>
  )
}
