/** The buyers of a list of messages, and what is done with each: a chat opened, or taken back. */
import type { ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { ago, dateTime, money, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import { type Entry, nameOf, openedBy, templateWords } from './message-list.ts'

/** Who looks, and when. */
interface Seen {
  me: string
  now: string
  campaign: { seller_id: string }
}

export function Undo({ entry, words }: { entry: Entry; words: string }) {
  return (
    <PostForm data-once>
      <input type="hidden" name="act" value="undo" />
      <input type="hidden" name="message" value={entry.here!.id} />
      <button type="submit" className="min-h-11 cursor-pointer px-3 font-semibold text-accent">
        {words}
        <span className="sr-only">: {nameOf(entry)}</span>
      </button>
    </PostForm>
  )
}

interface OpenProps {
  entry: Entry
  formKey: string
  words: string
  quiet?: boolean
  className?: string
}

export function Open({ entry, formKey, words, quiet = false, className = 'min-h-11' }: OpenProps) {
  return (
    <PostForm data-once data-chat className={quiet ? 'shrink-0' : 'flex-1 basis-40'}>
      <input type="hidden" name="act" value="open" />
      <input type="hidden" name="participation" value={entry.participation_id} />
      <input type="hidden" name="after" value={entry.last?.id ?? ''} />
      <input type="hidden" name="key" value={formKey} />
      <Button {...(quiet && { variant: 'quiet', size: 'sm' })} className={className}>
        {words}
        <span className="sr-only">: {nameOf(entry)}</span>
      </Button>
    </PostForm>
  )
}

export function OrderLine({ entry: { quantity, amount, currency, hold_expires_at: until } }: { entry: Entry }) {
  return (
    <p className="text-sm text-soft numbers">
      {m.slots({ count: number(quantity) })} · {money(amount, currency)}
      {until && ` · ${m.seller_messages_until({ time: dateTime(until) })}`}
    </p>
  )
}

/** Somebody who was written to on another occasion, or in an earlier round. */
export function Before({ entry: { last }, me, now, campaign }: { entry: Entry } & Seen) {
  if (last === null) return null
  const by = openedBy(last, me, campaign.seller_id)
  return (
    <p className="mt-1 text-sm font-semibold text-warn">
      {m.seller_messages_before({ ago: ago(last.at, now), by, template: templateWords(last.template) })}
    </p>
  )
}

/** Each with a button of their own: whoever has no scripts goes on down the list without asking for it anew. */
export function Later({ entries, left, keys, ...rest }: { entries: Entry[]; left: number; keys: string[] } & Seen) {
  if (entries.length === 0) return null
  return (
    <section aria-labelledby="then">
      <h2 id="then" className="text-lg">
        {m.seller_messages_then()}
      </h2>
      <ul className="mt-2 divide-y divide-line rounded-lg border border-line bg-surface">
        {entries.map((entry, i) => (
          <Row key={entry.participation_id} entry={entry}>
            <Open entry={entry} formKey={keys[i]!} words={m.phone_chat()} quiet />
            <Before entry={entry} {...rest} />
          </Row>
        ))}
      </ul>
      {left > 0 && <p className="mt-2 text-sm text-soft">{m.seller_messages_more({ count: number(left) })}</p>}
    </section>
  )
}

function Row({ entry, children }: { entry: Entry; children: [ReactNode, ReactNode?] }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-40">
        <p dir="auto" className="font-semibold wrap-anywhere">
          {nameOf(entry)}
        </p>
        <OrderLine entry={entry} />
        {children[1]}
      </div>
      {children[0]}
    </li>
  )
}

export function Done({ entries, keys, me, now, campaign }: { entries: Entry[]; keys: string[] } & Seen) {
  if (entries.length === 0) return null
  return (
    <Folded title={m.seller_messages_done()} count={entries.length}>
      {entries.map((entry, i) => (
        <li key={entry.participation_id} className="px-4 py-2">
          <p dir="auto" className="font-semibold wrap-anywhere">
            {nameOf(entry)}{' '}
            <span className="text-sm font-normal text-soft">
              {m.seller_messages_opened_row({
                ago: ago(entry.here!.at, now),
                by: openedBy(entry.here!, me, campaign.seller_id),
              })}
            </span>
          </p>
          <div className="flex flex-wrap items-center justify-between gap-x-3">
            <Undo entry={entry} words={m.seller_messages_undo()} />
            <Open entry={entry} formKey={keys[i]!} words={m.seller_messages_again()} quiet />
          </div>
        </li>
      ))}
    </Folded>
  )
}

export function Skipped({ entries }: { entries: Entry[] }) {
  if (entries.length === 0) return null
  return (
    <Folded title={m.seller_messages_skipped()} count={entries.length} open>
      {entries.map((entry) => (
        <Row key={entry.participation_id} entry={entry}>
          {[<Undo key="undo" entry={entry} words={m.seller_messages_back()} />]}
        </Row>
      ))}
    </Folded>
  )
}

export function Unreachable({ entries }: { entries: (Entry & { phone: string | null })[] }) {
  if (entries.length === 0) return null
  return (
    <section aria-labelledby="unreachable">
      <h2 id="unreachable" className="text-lg">
        {m.seller_messages_unreachable()} <span className="numbers">({number(entries.length)})</span>
      </h2>
      <p className="mt-1 text-sm text-soft">{m.seller_messages_unreachable_detail()}</p>
      {[true, false].map((letters) => (
        <UnreachableList
          key={String(letters)}
          entries={entries.filter(({ takes_letters }) => takes_letters === letters)}
          isWritten={letters}
        />
      ))}
    </section>
  )
}

interface UnreachableListProps {
  entries: (Entry & { phone: string | null })[]
  /** Whether letters arrive where messages do not. */
  isWritten: boolean
}

function UnreachableList({ entries, isWritten }: UnreachableListProps) {
  if (entries.length === 0) return null
  return (
    <>
      <p className={`mt-3 text-sm ${isWritten ? 'text-soft' : 'font-semibold text-warn'}`}>
        {isWritten ? m.seller_messages_letters() : m.seller_messages_no_letters()}
      </p>
      <ul className="mt-2 divide-y divide-line rounded-lg border border-line bg-surface">
        {entries.map((entry) => (
          <li key={entry.participation_id} className="px-4 py-3">
            <p dir="auto" className="font-semibold wrap-anywhere">
              {nameOf(entry)}
            </p>
            <OrderLine entry={entry} />
            {entry.phone && (
              <p className="text-sm text-soft wrap-anywhere">{m.seller_messages_unreadable({ phone: entry.phone })}</p>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

interface FoldedProps {
  title: string
  count: number
  open?: boolean
  children: ReactNode
}

function Folded({ title, count, open = false, children }: FoldedProps) {
  return (
    <details open={open} className="rounded-lg border border-line bg-surface">
      <summary className="flex min-h-12 cursor-pointer items-center gap-2 px-4 font-semibold">
        {title} <span className="font-normal text-soft numbers">({number(count)})</span>
      </summary>
      <ul className="divide-y divide-line border-t border-line">{children}</ul>
    </details>
  )
}
