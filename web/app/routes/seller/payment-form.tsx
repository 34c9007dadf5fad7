/** The form in which a seller says how they are paid: for all of their campaigns, or for one. */
import { Button } from '../../components/button.tsx'
import { BareFileField, Checkbox, SelectField, TextArea, TextField } from '../../components/field.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt, ProblemNotice } from '../../components/problem-notice.tsx'
import { number } from '../../format.ts'
import type { Problem } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { type AccountRow, type CodeRow, shownRows, type TypedPayment } from './payment-rows.ts'

interface Props {
  action: string
  typed: TypedPayment
  more: boolean
  problem: Problem | undefined
}

/** Banks and e-wallets that most have; any other is written as it is called. */
const providers = ['BCA', 'Mandiri', 'BRI', 'BNI', 'BSI', 'CIMB Niaga', 'Jago', 'GoPay', 'OVO', 'DANA', 'ShopeePay']

function fieldNames(count: number): Record<string, string> {
  const rows = Array.from({ length: count }, (_, i) => [
    [`accounts.${i}.provider`, `${m.payment_account({ number: number(i + 1) })}, ${m.payment_provider()}:`],
    [`accounts.${i}.number`, `${m.payment_account({ number: number(i + 1) })}, ${m.payment_number()}:`],
    [`accounts.${i}.holder`, `${m.payment_account({ number: number(i + 1) })}, ${m.payment_holder()}:`],
  ])
  return Object.fromEntries([...rows.flat(), ['words', `${m.payment_words()}:`]])
}

export function PaymentForm({ action, typed, more, problem }: Props) {
  const rows = shownRows(typed.rows, more)
  return (
    <PostForm action={action} encType="multipart/form-data" noValidate className="max-w-2xl space-y-8">
      {/* What Enter in a field does: save, and not the button that adds a row. */}
      <button type="submit" tabIndex={-1} aria-hidden="true" className="sr-only" />
      {problem && <ProblemNotice problem={problem} fields={fieldNames(typed.rows.length)} />}
      <datalist id="providers">
        {providers.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      <section aria-labelledby="accounts" className="space-y-4">
        <h2 id="accounts" className="text-xl">
          {m.payment_accounts()}
        </h2>
        {rows.map((row, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is known by its place, and has nothing else
          <AccountFields key={i} row={row} place={i} problem={problem} />
        ))}
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button name="intent" value="more" variant="quiet" size="sm" className="min-h-11">
            {m.payment_more()}
          </Button>
          <p className="text-sm text-soft">{m.payment_empty_hint()}</p>
        </div>
      </section>
      <Codes codes={typed.codes} />
      <TextArea
        name="words"
        label={m.payment_words()}
        hint={m.payment_words_hint()}
        rows={4}
        maxLength={1000}
        defaultValue={typed.words}
        error={errorAt(problem, 'words')}
      />
      <Checkbox
        name="unique_amounts"
        label={m.payment_unique()}
        hint={m.payment_unique_hint()}
        defaultChecked={typed.unique}
      />
      <Button>{m.payment_save()}</Button>
    </PostForm>
  )
}

function AccountFields({ row, place, problem }: { row: AccountRow; place: number; problem: Problem | undefined }) {
  const at = (field: string) => `accounts.${place}.${field}`
  return (
    <fieldset className="rounded-lg border border-line bg-surface px-4 pt-3 pb-5 sm:px-5">
      <legend className="px-1 font-semibold">{m.payment_account({ number: number(place + 1) })}</legend>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <SelectField
          name={at('kind')}
          label={m.payment_kind()}
          choices={[
            ['bank', m.payment_kind_bank()],
            ['ewallet', m.payment_kind_ewallet()],
          ]}
          defaultValue={row.kind}
        />
        <TextField
          name={at('provider')}
          label={m.payment_provider()}
          list="providers"
          optional={false}
          maxLength={40}
          autoComplete="off"
          defaultValue={row.provider}
          error={errorAt(problem, at('provider'))}
        />
        <TextField
          name={at('number')}
          label={m.payment_number()}
          inputMode="numeric"
          optional={false}
          maxLength={40}
          autoComplete="off"
          defaultValue={row.number}
          error={errorAt(problem, at('number'))}
        />
        <TextField
          name={at('holder')}
          label={m.payment_holder()}
          hint={place === 0 ? m.payment_holder_hint() : undefined}
          optional={false}
          maxLength={80}
          autoComplete="off"
          defaultValue={row.holder}
          error={errorAt(problem, at('holder'))}
        />
      </div>
    </fieldset>
  )
}

function Codes({ codes }: { codes: CodeRow[] }) {
  return (
    <section aria-labelledby="codes" className="space-y-4">
      <h2 id="codes" className="text-xl">
        {m.payment_qris()}
      </h2>
      {codes.map(({ picture_id: id, holder }, i) => (
        <div
          key={id}
          className="grid gap-4 rounded-lg border border-line bg-surface p-4 sm:grid-cols-[8rem_minmax(0,1fr)]"
        >
          <input type="hidden" name={`codes.${i}.picture_id`} value={id} />
          <img
            src={`/api/sambatan/money/pictures/${id}`}
            alt={m.payment_qris_alt({ holder })}
            className="w-32 rounded-md bg-white"
          />
          <div>
            <TextField
              name={`codes.${i}.holder`}
              label={m.payment_qris_name()}
              maxLength={80}
              autoComplete="off"
              defaultValue={holder}
            />
            <Checkbox name={`codes.${i}.remove`} label={m.payment_qris_remove()} />
          </div>
        </div>
      ))}
      {codes.length === 0 && (
        <div className="space-y-4 rounded-lg border border-dashed border-line p-4">
          <div>
            <label htmlFor="code" className="font-semibold">
              {m.payment_qris()}
            </label>
            <p id="code-hint" className="mt-1 text-sm text-soft">
              {m.payment_qris_hint()}
            </p>
            <BareFileField
              id="code"
              name="code"
              accept="image/jpeg,image/png,image/webp"
              className="mt-3 block w-full text-sm file:mr-3 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-solid file:border-line file:bg-surface file:px-4 file:font-semibold file:text-ink"
            />
          </div>
          <TextField name="code_holder" label={m.payment_qris_name()} maxLength={80} autoComplete="off" />
        </div>
      )}
    </section>
  )
}
