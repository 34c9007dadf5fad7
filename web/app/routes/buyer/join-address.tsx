import { Button } from '../../components/button.tsx'
import { Checkbox, Choice, TextArea, TextField } from '../../components/field.tsx'
import { landing } from '../../components/landing.ts'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt, ProblemNotice } from '../../components/problem-notice.tsx'
import type { Problem } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { JoinData } from './join-data.ts'
import { wantedWords } from './join-lines.ts'
import { addressLength, joinPath, noteMax, stepAddress, wantedName } from './join-state.ts'

export function AddressStep({ loaded, errors = [] }: { loaded: JoinData; errors?: Problem['errors'] }) {
  const { campaign, addresses, typed, wanted, key, isKnown, isForgotten, profilePhone } = loaded
  const problem: Problem | undefined =
    errors.length > 0 ? { status: 422, code: '', title: m.problem_title(), detail: '', errors } : undefined
  return (
    <PostForm action={joinPath(campaign.slug)} data-once>
      <input type="hidden" name={wantedName(wanted)} value={wantedWords(wanted)} />
      <input type="hidden" name="key" value={key} />
      <h1 className="text-2xl outline-none" {...(problem ? {} : landing)}>
        {m.buyer_address_title()}
      </h1>
      <p className="mt-1 text-sm text-soft">{m.buyer_address_who()}</p>
      {isForgotten && !problem && (
        <div className="mt-5">
          <Notice tone="warn" title={m.buyer_forgotten_title()}>
            {m.buyer_forgotten_detail()}
          </Notice>
        </div>
      )}
      {problem && (
        <div className="mt-5">
          <ProblemNotice
            problem={problem}
            fields={{
              shipping_address: m.buyer_address_field(),
              phone: m.buyer_phone_field(),
              note: m.buyer_note_field(),
            }}
          />
        </div>
      )}
      {!isKnown && (
        <p className="mt-3">
          <a
            className="inline-block py-2 text-sm text-accent"
            href={`/sign-in?next=${encodeURIComponent(stepAddress(campaign.slug, 'address', wanted, key))}`}
          >
            {m.buyer_address_sign_in()}
          </a>
        </p>
      )}
      <div className="mt-5 space-y-5">
        <AddressChoice addresses={addresses} typed={typed} problem={problem} />
        <TextField
          name="phone"
          type="tel"
          label={m.buyer_phone_field()}
          hint={profilePhone === null ? m.buyer_phone_hint() : m.buyer_phone_hint_profile()}
          autoComplete="tel"
          maxLength={60}
          defaultValue={typed.phone ?? profilePhone ?? ''}
          error={errorAt(problem, 'phone')}
        />
        <TextField
          name="note"
          label={m.buyer_note_field()}
          hint={m.buyer_note_hint()}
          maxLength={noteMax}
          defaultValue={typed.note}
          error={errorAt(problem, 'note')}
        />
      </div>
      <Button className="mt-7 w-full">{m.buyer_address_continue()}</Button>
      <p className="mt-3 text-center text-sm">
        <a className="inline-block py-2.5 text-accent" href={stepAddress(campaign.slug, 'slots', wanted, key)}>
          {loaded.lines ? m.buyer_back_items() : m.buyer_back_slots()}
        </a>
      </p>
    </PostForm>
  )
}

/** One of the saved addresses, or a new one; where none is saved the new one alone. */
export function AddressChoice({
  addresses,
  typed,
  problem,
}: Pick<JoinData, 'addresses' | 'typed'> & { problem: Problem | undefined }) {
  const chosen = addresses.find(({ id }) => id === typed.choice) ?? (typed.choice === 'new' ? undefined : addresses[0])
  return addresses.length > 0 ? (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-sm font-semibold">{m.buyer_address_saved()}</legend>
      <div className="space-y-2.5">
        {addresses.map((address) => (
          <label key={address.id} className={card}>
            <Choice
              type="radio"
              name="choice"
              value={address.id}
              defaultChecked={address.id === chosen?.id}
              className={radio}
            />
            <span className="min-w-0 break-words">
              <span dir="auto" className="font-semibold">
                {address.label}
              </span>
              {address.is_default && <span className="ml-2 text-xs text-soft">{m.buyer_address_default()}</span>}
              <span dir="auto" className="block whitespace-pre-line text-sm text-soft">
                {address.shipping_address}
              </span>
            </span>
          </label>
        ))}
        <div>
          <Choice
            type="radio"
            name="choice"
            value="new"
            id="choice-new"
            defaultChecked={chosen === undefined}
            className="peer sr-only"
          />
          <label
            htmlFor="choice-new"
            className={`${card} group/new peer-checked:border-accent peer-checked:bg-accent-tint/50 peer-focus-visible:outline-3 peer-focus-visible:outline-accent`}
          >
            <span
              aria-hidden="true"
              className="mt-0.5 flex size-5 shrink-0 items-center justify-center rounded-full border-2 border-soft text-accent"
            >
              +
            </span>
            <span className="font-semibold">{m.buyer_address_new()}</span>
          </label>
          <div className="mt-3 hidden peer-checked:block">
            <NewAddress typed={typed} problem={problem} isOnly={false} />
          </div>
        </div>
      </div>
    </fieldset>
  ) : (
    <>
      <input type="hidden" name="choice" value="new" />
      <NewAddress typed={typed} problem={problem} isOnly />
    </>
  )
}

const card =
  'flex min-h-14 cursor-pointer items-start gap-3 rounded-md border border-line bg-surface p-3.5 hover:border-soft has-[:checked]:border-accent has-[:checked]:bg-accent-tint/50'
const radio = 'mt-0.5 size-5 shrink-0 accent-accent'

function NewAddress({
  typed,
  problem,
  isOnly,
}: {
  typed: JoinData['typed']
  problem: Problem | undefined
  isOnly: boolean
}) {
  const isNew = typed.choice === 'new' || typed.choice === ''
  return (
    <div className="space-y-4">
      <TextArea
        name="shipping_address"
        label={m.buyer_address_field()}
        hint={m.buyer_address_hint()}
        rows={4}
        autoComplete="street-address"
        minLength={addressLength.min}
        maxLength={addressLength.max}
        required={isOnly}
        defaultValue={isNew ? typed.address : ''}
        error={errorAt(problem, 'shipping_address')}
      />
      <Checkbox name="save" label={m.buyer_address_save()} defaultChecked={typed.save || typed.address === ''} />
      <TextField
        name="label"
        label={m.buyer_address_label()}
        hint={m.buyer_address_label_hint()}
        maxLength={60}
        defaultValue={typed.label}
      />
    </div>
  )
}
