import { Button, ButtonLink } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Checkbox, TextArea, TextField } from '../../components/field.tsx'
import { landing } from '../../components/landing.ts'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt, ProblemNotice } from '../../components/problem-notice.tsx'
import { type Api, answerHeaders, attempt, type Problem, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/addresses.ts'
import { addressLength } from './join-state.ts'
import { MeFrame, meMeta } from './me-frame.tsx'

export const loader = page(async ({ api, url }) => {
  const addresses = await api.listAddresses({ id: 'me' })
  const find = (name: string) => addresses.find(({ id }) => id === url.searchParams.get(name))
  return {
    addresses,
    edited: find('edit'),
    removed: find('remove'),
    isNew: url.searchParams.has('new'),
    done: url.searchParams.get('done'),
    key: crypto.randomUUID(),
  }
})

interface Typed {
  id: string
  label: string
  shipping_address: string
  is_default: boolean
}

export const action = page(async ({ sentForm, api }) => {
  const form = await sentForm()
  const typed: Typed = {
    id: text(form, 'id'),
    label: text(form, 'label'),
    shipping_address: text(form, 'shipping_address'),
    is_default: form.get('is_default') !== null,
  }
  const intent = text(form, 'intent')
  const answer = await attempt(change(api, intent, typed, sentKey(form)))
  if (!answer.ok) return refused(answer.problem, { typed, isForm: intent === 'save' })
  throw redirect(`/me/addresses?done=${intent}`)
})

function change(api: Api, intent: string, { id: address_id, ...body }: Typed, key: string): Promise<unknown> {
  if (intent === 'remove') return api.removeAddress({ id: 'me', address_id })
  if (intent === 'default') return api.updateAddress({ id: 'me', address_id, body: { is_default: true } })
  if (address_id === '') return api.addAddress({ id: 'me', body }, { idempotencyKey: key })
  // There is always one default: it is changed by choosing another, not by taking it away.
  const { is_default: isDefault, ...rest } = body
  return api.updateAddress({ id: 'me', address_id, body: isDefault ? body : rest })
}

export const headers = answerHeaders

export function meta() {
  return meMeta(m.buyer_addresses_title())
}

type Loaded = Route.ComponentProps['loaderData']
type Address = Loaded['addresses'][number]

export default function AddressesPage({ loaderData, actionData }: Route.ComponentProps) {
  const { addresses, edited, removed, isNew, done, key } = loaderData
  const typed = actionData?.isForm ? actionData.typed : undefined
  if (typed || edited || isNew) {
    return (
      <AddressForm
        typed={typed ?? edited}
        isFirst={addresses.length === 0}
        problem={actionData?.problem}
        formKey={key}
      />
    )
  }
  if (removed) return <Remove address={removed} problem={actionData?.problem} />
  return (
    <MeFrame title={m.buyer_addresses_title()} lead={m.buyer_addresses_lead()}>
      <div className="mb-6 empty:hidden">
        {actionData ? <ProblemNotice problem={actionData.problem} /> : <Done done={done} />}
      </div>
      {addresses.length === 0 ? (
        <Empty
          title={m.buyer_addresses_empty_title()}
          action={<ButtonLink href="/me/addresses?new=1">{m.buyer_addresses_add()}</ButtonLink>}
        >
          <p>{m.buyer_addresses_empty()}</p>
        </Empty>
      ) : (
        <>
          <ul className="grid grid-cols-1 gap-3 md:grid-cols-2">
            {addresses.map((address) => (
              <Card key={address.id} address={address} />
            ))}
          </ul>
          <ButtonLink href="/me/addresses?new=1" className="mt-6">
            {m.buyer_addresses_add()}
          </ButtonLink>
        </>
      )}
    </MeFrame>
  )
}

function Done({ done }: { done: string | null }) {
  if (done === 'save') return <Notice tone="good">{m.buyer_addresses_saved()}</Notice>
  if (done === 'remove') return <Notice tone="good">{m.buyer_addresses_removed()}</Notice>
  if (done === 'default') return <Notice tone="good">{m.buyer_addresses_default_done()}</Notice>
  return null
}

function Card({ address }: { address: Address }) {
  return (
    <li className="flex flex-col rounded-lg border border-line bg-surface px-4 pt-4 pb-2">
      <h2 dir="auto" className="font-sans font-bold">
        {address.label}
        {address.is_default && (
          <span className="ml-2 rounded-full bg-accent-tint px-2.5 py-0.5 text-xs font-semibold text-accent">
            {m.buyer_address_default()}
          </span>
        )}
      </h2>
      <p dir="auto" className="mt-1 text-sm whitespace-pre-line text-soft">
        {address.shipping_address}
      </p>
      <div className="mt-auto flex flex-wrap items-center gap-x-5 pt-1 text-sm">
        <a
          className="inline-flex min-h-11 items-center text-accent"
          href={`/me/addresses?edit=${address.id}`}
          aria-label={m.buyer_edit_of({ label: address.label })}
        >
          {m.buyer_change()}
        </a>
        {!address.is_default && (
          <PostForm action="/me/addresses">
            <input type="hidden" name="intent" value="default" />
            <input type="hidden" name="id" value={address.id} />
            <button type="submit" className="min-h-11 cursor-pointer text-accent underline underline-offset-4">
              {m.buyer_addresses_make_default()}
            </button>
          </PostForm>
        )}
        <a
          className="ml-auto inline-flex min-h-11 items-center text-bad"
          href={`/me/addresses?remove=${address.id}`}
          aria-label={m.buyer_remove_of({ label: address.label })}
        >
          {m.buyer_addresses_remove()}
        </a>
      </div>
    </li>
  )
}

interface FormProps {
  typed: Typed | Address | undefined
  isFirst: boolean
  problem: Problem | undefined
  formKey: string
}

function AddressForm({ typed, isFirst, problem, formKey }: FormProps) {
  const id = typed?.id ?? ''
  return (
    <MeFrame title={id ? m.buyer_addresses_edit() : m.buyer_addresses_add()}>
      <PostForm action="/me/addresses" data-once className="max-w-lg space-y-5">
        {problem && (
          <ProblemNotice
            problem={problem}
            fields={{ label: m.buyer_address_label(), shipping_address: m.buyer_address_field() }}
          />
        )}
        <input type="hidden" name="intent" value="save" />
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="key" value={formKey} />
        <TextField
          name="label"
          label={m.buyer_address_label()}
          hint={m.buyer_address_label_hint()}
          maxLength={60}
          required
          defaultValue={typed?.label ?? (isFirst ? m.buyer_address_label_default() : '')}
          error={errorAt(problem, 'label')}
        />
        <TextArea
          name="shipping_address"
          label={m.buyer_address_field()}
          hint={m.buyer_address_hint()}
          autoComplete="street-address"
          minLength={addressLength.min}
          maxLength={addressLength.max}
          required
          defaultValue={typed?.shipping_address}
          error={errorAt(problem, 'shipping_address')}
        />
        {!isFirst && (
          <Checkbox name="is_default" label={m.buyer_addresses_is_default()} defaultChecked={typed?.is_default} />
        )}
        <div className="flex flex-wrap gap-3">
          <Button>{m.save()}</Button>
          <ButtonLink href="/me/addresses" variant="quiet">
            {m.buyer_addresses_keep()}
          </ButtonLink>
        </div>
      </PostForm>
    </MeFrame>
  )
}

function Remove({ address, problem }: { address: Address; problem: Problem | undefined }) {
  return (
    <MeFrame title={m.buyer_addresses_remove_title({ label: address.label })}>
      {problem && <ProblemNotice problem={problem} />}
      <p className="whitespace-pre-line break-words outline-none" {...landing}>
        {address.shipping_address}
      </p>
      <p className="measure mt-3 text-soft">{m.buyer_addresses_remove_detail()}</p>
      <PostForm action="/me/addresses" data-once className="mt-6 flex flex-wrap gap-3">
        <input type="hidden" name="intent" value="remove" />
        <input type="hidden" name="id" value={address.id} />
        <Button variant="danger">{m.buyer_addresses_remove_button()}</Button>
        <ButtonLink href="/me/addresses" variant="quiet">
          {m.buyer_addresses_keep()}
        </ButtonLink>
      </PostForm>
    </MeFrame>
  )
}
