/** Who has joined one campaign: found, sorted, confirmed, released, taken along as a file. */

import type { Participant as Joined } from '@sambatan/client'
import type { ComponentProps } from 'react'
import { Button } from '../../components/button.tsx'
import { DownloadLinks } from '../../components/download-links.tsx'
import { Choice, SelectField, TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { Paging } from '../../components/paging.tsx'
import { Phone } from '../../components/phone.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { participationStatuses, StatusBadge } from '../../components/status.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { csvSeparator } from '../../csv-separator.ts'
import { dateTime, money, number } from '../../format.ts'
import { asked } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { getLocale } from '../../paraglide/runtime.js'
import type { ShownCampaign as Campaign } from '../../shown.ts'
import { Acts, nameOf } from './participant-acts.tsx'

/** With the buyer's number as it is shown, and when that was. */
type Participant = Joined & {
  phone: ComponentProps<typeof Phone>['of'] | null
  now: string
  isOpen: boolean
  isPlain: boolean
}

const sorts = ['newest', 'oldest', 'quantity', 'name'] as const

export interface Chosen {
  q: string
  status: Participant['status'] | ''
  sort: (typeof sorts)[number]
  /** Whether the files hold those who were cancelled or refunded as well. */
  ended: boolean
}

export function chosenIn(given: URLSearchParams): Chosen {
  const oneOf = <Value extends string>(values: readonly Value[], value: string | null) =>
    values.find((each) => each === value)
  return {
    q: asked(given, 'q'),
    status: oneOf(participationStatuses, given.get('status')) ?? '',
    sort: oneOf(sorts, given.get('sort')) ?? 'newest',
    ended: given.get('ended') === '1',
  }
}

interface Props {
  campaign: Campaign
  participants: Participant[]
  next: string | undefined
  chosen: Chosen
  here: string
  /** What was done last, and to how many. */
  done: string | null
  count: number
  /** How many of those who are looked for were cancelled or refunded. */
  endedCount: number
}

/** Whether nobody has joined, as against nobody whom one looks for. */
export function isEmpty({ participants, chosen, here }: Pick<Props, 'participants' | 'chosen' | 'here'>): boolean {
  return participants.length === 0 && chosen.q === '' && chosen.status === '' && !here.includes('cursor=')
}

export function Participants({ campaign, participants, next, chosen, here, done, count, endedCount }: Props) {
  const isFiltered = chosen.q !== '' || chosen.status !== ''
  const nobodyYet = isEmpty({ participants, chosen, here })
  const reserved = participants.filter(({ status }) => status === 'reserved')
  return (
    <section aria-labelledby="participants" className="scroll-mt-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h2 id="participants" className="text-xl">
          {m.seller_participants()}
        </h2>
        {!nobodyYet && <Exports campaign={campaign} chosen={chosen} endedCount={endedCount} />}
      </div>
      <Done done={done} count={count} />
      {!nobodyYet && <Find chosen={chosen} here={here} />}
      <div data-live-region="participants" className="mt-4">
        {participants.length === 0 ? (
          <p className="rounded-lg border border-dashed border-line px-5 py-8 text-center text-soft">
            {emptyWords(campaign, isFiltered)}
          </p>
        ) : (
          <PostForm action={here} data-select className="group">
            {reserved.length > 0 && <Bulk />}
            <Table
              caption={m.seller_participants_of({ title: campaign.title })}
              columns={columns(reserved.length > 0)}
              rows={participants}
              rowKey={(participant) => participant.id}
            />
          </PostForm>
        )}
      </div>
      <Paging url={here} next={next} />
    </section>
  )
}

/** Said here, and not at the head of the page: the page opens at its participants, on phones far below that. */
function Done({ done, count }: Pick<Props, 'done' | 'count'>) {
  const notice =
    done === 'confirmed' ? (
      <Notice tone="good">{m.seller_done_confirmed({ count: number(count) })}</Notice>
    ) : done === 'released' ? (
      <Notice tone="good">{m.seller_done_released()}</Notice>
    ) : done === 'order' ? (
      <Notice tone="good">{m.seller_done_order()}</Notice>
    ) : done === 'none' ? (
      <Notice tone="warn">{m.seller_done_none()}</Notice>
    ) : null
  return notice && <div className="mt-4">{notice}</div>
}

function emptyWords({ completed_at: completed, closed_at: closed }: Campaign, isFiltered: boolean): string {
  if (isFiltered) return m.seller_participants_none()
  return completed || closed ? m.seller_participants_nobody() : m.seller_participants_empty()
}

/** What confirming means stands where it is done: it cannot be taken back by the seller alone. */
function Bulk() {
  return (
    <div className="mb-4 flex flex-wrap items-center gap-x-5 gap-y-3 rounded-md bg-sunken px-4 py-3 group-has-[[name=ids]:checked]:sticky group-has-[[name=ids]:checked]:top-2 group-has-[[name=ids]:checked]:z-10">
      <label className="flex min-h-11 cursor-pointer items-center gap-3 text-sm font-semibold" data-select-all hidden>
        <input type="checkbox" className="size-5 accent-accent" data-all />
        {m.seller_select_all()}
      </label>
      <Button
        variant="quiet"
        size="sm"
        data-select-button
        data-words={m.seller_confirm_selected_count({ count: '{count}' })}
        className="min-h-11"
      >
        {m.seller_confirm_selected()}
      </Button>
      <Button variant="quiet" size="sm" name="act" value="message" data-select-also className="min-h-11">
        {m.seller_messages_selected()}
      </Button>
      <p className="min-w-[min(16rem,100%)] flex-1 text-sm text-soft">{m.seller_confirm_meaning()}</p>
    </div>
  )
}

function Find({ chosen, here }: { chosen: Chosen; here: string }) {
  return (
    <search>
      <form
        method="get"
        action={`${here.split('?')[0]}#participants`}
        className="mt-4 grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_11rem_11rem_auto]"
      >
        {chosen.ended && <input type="hidden" name="ended" value="1" />}
        <TextField
          label={m.seller_find()}
          name="q"
          type="search"
          optional={false}
          defaultValue={chosen.q}
          maxLength={100}
          placeholder={m.seller_find_example()}
        />
        <div className="grid grid-cols-2 gap-3 sm:contents">
          <SelectField
            label={m.seller_col_status()}
            name="status"
            defaultValue={chosen.status}
            choices={[
              ['', m.filter_status_all()],
              ['reserved', m.part_reserved()],
              ['confirmed', m.part_confirmed()],
              ['fulfilled', m.part_fulfilled()],
              ['cancelled', m.part_cancelled()],
              ['refunded', m.part_refunded()],
            ]}
          />
          <SelectField
            label={m.sort_label()}
            name="sort"
            defaultValue={chosen.sort}
            choices={[
              ['newest', m.seller_sort_newest()],
              ['oldest', m.seller_sort_oldest()],
              ['quantity', m.seller_sort_quantity()],
              ['name', m.seller_sort_name()],
            ]}
          />
        </div>
        <Button variant="quiet">{m.filters_apply()}</Button>
      </form>
    </search>
  )
}

/**
 * The same rows, all of them; the session's cookie opens the API's own address. Whoever packs from a file sends to everybody
 * who stands in it, so those who are out of it stand there only where they are asked for.
 */
function Exports({ campaign, chosen, endedCount }: { campaign: Campaign; chosen: Chosen; endedCount: number }) {
  const query = {
    lang: getLocale(),
    sort: chosen.sort,
    ...(chosen.q && { q: chosen.q }),
    ...(chosen.status && { status: chosen.status }),
    ...(chosen.ended && { ended: 'true' }),
  }
  const at = (ending: string, more = {}) =>
    `/api/sambatan/campaigns/${campaign.id}/participants.${ending}?${new URLSearchParams({ ...query, ...more })}`
  return (
    <div className="grid justify-items-start gap-1 sm:justify-items-end">
      <DownloadLinks xlsx={at('xlsx')} csv={at('csv', { separator: csvSeparator() })} />
      {chosen.status === '' && endedCount > 0 && <EndedChoice chosen={chosen} count={endedCount} />}
    </div>
  )
}

function EndedChoice({ chosen: { q, sort, ended }, count }: { chosen: Chosen; count: number }) {
  const other = new URLSearchParams({ sort, ...(q && { q }), ...(!ended && { ended: '1' }) })
  const words = { count: number(count) }
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-sm text-soft">
      {ended ? m.seller_export_with(words) : m.seller_export_left_out(words)}
      <a href={`?${other}#participants`} className="inline-flex min-h-11 items-center font-semibold text-accent">
        {ended ? m.seller_export_exclude() : m.seller_export_include()}
      </a>
    </p>
  )
}

function columns(canSelect: boolean): Column<Participant>[] {
  const select: Column<Participant> = {
    key: 'select',
    header: <span className="sr-only">{m.seller_select()}</span>,
    label: '',
    narrow: true,
    cell: (participant) =>
      participant.status === 'reserved' ? (
        <label className="-m-2.5 inline-flex min-h-11 min-w-11 cursor-pointer items-center gap-3 p-2.5">
          <Choice type="checkbox" name="ids" value={participant.id} className="size-5 accent-accent" />
          <span className="sr-only">{m.seller_select_one({ name: nameOf(participant) })}</span>
        </label>
      ) : null,
  }
  return [
    ...(canSelect ? [select] : []),
    { key: 'name', header: m.seller_col_name(), main: true, cell: Name },
    { key: 'code', header: m.buyer_order_code(), narrow: true, spare: true, cell: ({ code }) => code },
    { key: 'slots', header: m.seller_col_slots(), numeric: true, cell: Ordered },
    {
      key: 'amount',
      header: m.seller_col_amount(),
      numeric: true,
      cell: ({ amount, currency }) => money(amount, currency),
    },
    {
      key: 'status',
      header: m.seller_col_status(),
      cell: Status,
    },
    { key: 'joined', header: m.seller_col_joined(), cell: ({ joined_at }) => dateTime(joined_at) },
    { key: 'address', header: m.seller_col_address(), cell: Address },
    { key: 'act', header: <span className="sr-only">{m.seller_actions()}</span>, label: '', narrow: true, cell: Acts },
  ]
}

/** What they ordered: a number of slots, or the units of each item, whatever each of them costs. */
function Ordered({ quantity, lines, isPlain }: Participant) {
  if (isPlain) return number(quantity)
  const units = new Map<string, number>()
  for (const line of lines) units.set(line.item_id, (units.get(line.item_id) ?? 0) + line.units)
  return (
    <ul className="md:whitespace-normal">
      {[...units].map(([id, count]) => {
        const { name, dropped } = lines.find(({ item_id }) => item_id === id)!
        return (
          <li key={id} dir="auto" className={dropped ? 'text-soft line-through' : ''}>
            {m.buyer_items_line({ units: number(count), item: name })}
          </li>
        )
      })}
    </ul>
  )
}

function Name(participant: Participant) {
  return (
    <>
      {nameOf(participant)}
      {participant.on_behalf && <span className="block text-xs font-normal text-soft">{m.seller_on_behalf()}</span>}
    </>
  )
}

/** What is owed, in whichever direction; of a reservation of which nothing is paid that goes without saying. */
function owedWords({ status, payment_status: payment, owed_to_buyer, owed_by_buyer, currency }: Participant) {
  if (owed_to_buyer) return `${m.money_sum_owed_to_buyer()}: ${money(owed_to_buyer, currency)}`
  if (!owed_by_buyer || (status === 'reserved' && payment === 'unpaid')) return undefined
  return `${m.money_sum_owed_by_buyer()}: ${money(owed_by_buyer, currency)}`
}

/** Whoever may leave though confirmed is no sure buyer yet. */
function Status(participant: Participant) {
  const { status, may_leave_until: until, now } = participant
  const owed = owedWords(participant)
  return (
    <>
      <span className="md:whitespace-nowrap">
        <StatusBadge status={status} of="participation" />
      </span>
      {owed && <span className="mt-1 block text-xs font-semibold text-warn numbers">{owed}</span>}
      {until !== null && until > now && (status === 'reserved' || status === 'confirmed') && (
        <span className="mt-1 block text-xs text-soft">{m.seller_may_leave({ time: dateTime(until) })}</span>
      )}
    </>
  )
}

function Address({ shipping_address: address, note, phone }: Participant) {
  return (
    <div className="md:max-w-72">
      {address}
      {note && <p className="mt-1 text-soft">{m.seller_note({ note })}</p>}
      {phone && (
        <p className="mt-1">
          <Phone of={phone} />
        </p>
      )}
    </div>
  )
}
