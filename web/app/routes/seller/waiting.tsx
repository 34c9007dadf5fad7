/** Who waits for a campaign: what for, since when, and what is offered to whom; somebody can be moved up or taken off, with a reason. */

import type { WaitingEntry } from '@sambatan/client'
import { data } from 'react-router'
import { Button, ButtonLink } from '../../components/button.tsx'
import { Countdown } from '../../components/countdown.tsx'
import { Empty } from '../../components/empty.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { Refusal } from '../../components/refusal.tsx'
import { ago, dateTime, number } from '../../format.ts'
import { answerHeaders, attempt, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { orderWords } from '../buyer/wait-words.ts'
import { OperatorPage } from '../operator/frame.tsx'
import type { Route } from './+types/waiting.ts'
import { SellerPage } from './frame.tsx'

export const loader = page(async ({ api, params, url, whoAsks }) => {
  const id = params.id!
  const [campaign, entries, me] = await Promise.all([api.readCampaign({ id }), api.listWaitingList({ id }), whoAsks()])
  return {
    campaign: { id: campaign.id, title: campaign.title },
    entries,
    isOthers: me.role === 'operator' && me.user_id !== campaign.seller_id,
    done: url.searchParams.get('done'),
    key: crypto.randomUUID(),
    now: new Date().toISOString(),
  }
})

export const action = page(async ({ api, params, sentForm }) => {
  const form = await sentForm()
  const [of, reason] = [{ id: params.id!, entry: text(form, 'entry') }, text(form, 'reason')]
  if (of.entry === '') throw data(null, { status: 404 })
  const isMove = text(form, 'intent') === 'move'
  const answer = await attempt(
    isMove
      ? api.moveWaitingEntry(
          { ...of, body: { before: text(form, 'before') || null, reason } },
          { idempotencyKey: sentKey(form) },
        )
      : api.leaveWaitingList({ ...of, reason }),
  )
  if (!answer.ok) return refused(answer.problem, { entry: of.entry, isMove, reason })
  throw redirect(`/sell/campaigns/${params.id}/waiting?done=${isMove ? 'moved' : 'removed'}`)
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.seller_waiting_title()} · ${m.site_name()}` }]

export default function WaitingList({ loaderData, actionData }: Route.ComponentProps) {
  const { campaign, entries, isOthers, done, now } = loaderData
  const offers = entries.filter(({ offer }) => offer !== null)
  const waits = entries.filter(({ offer }) => offer === null)
  const Frame = isOthers ? OperatorPage : SellerPage
  return (
    <Frame
      title={m.seller_waiting_title()}
      lead={m.seller_waiting_lead()}
      back={{ href: `/sell/campaigns/${campaign.id}`, words: campaign.title }}
      within={isOthers ? '/operator/campaigns' : '/sell'}
      live
      narrow
    >
      {actionData && <Refusal problem={actionData.problem} />}
      {done === 'moved' && <Notice tone="good">{m.seller_waiting_moved()}</Notice>}
      {done === 'removed' && <Notice tone="good">{m.seller_waiting_removed()}</Notice>}
      <div data-live-region="waiting" data-live-campaign={campaign.id} className="space-y-8">
        {entries.length === 0 && (
          <Empty
            title={m.seller_waiting_empty_title()}
            action={<ButtonLink href={`/sell/campaigns/${campaign.id}`}>{m.back()}</ButtonLink>}
          >
            <p>{m.seller_waiting_empty()}</p>
          </Empty>
        )}
        {offers.length > 0 && <Offers campaignId={campaign.id} offers={offers} now={now} answer={actionData} />}
        {waits.length > 0 && (
          <section aria-labelledby="waits">
            <h2 id="waits" className="text-xl">
              {m.seller_waiting_waits()} <span className="text-soft numbers">({number(waits.length)})</span>
            </h2>
            <ol className="mt-3 space-y-3">
              {waits.map((entry, place) => (
                <li key={entry.id} className="rounded-lg border border-line bg-surface p-4">
                  <Who entry={entry} now={now} />
                  {entry.passed_over && (
                    <p className="mt-1 text-sm text-warn">
                      {m.seller_waiting_passed({
                        time: dateTime(entry.passed_over.at),
                        why: passedWords(entry.passed_over.reason),
                      })}
                    </p>
                  )}
                  {entry.moved_ahead.map(({ reason, at }) => (
                    <p key={at} className="mt-1 text-sm text-soft">
                      {m.seller_waiting_moved_ahead({ time: dateTime(at), reason })}
                    </p>
                  ))}
                  <div className="mt-1 flex flex-wrap gap-x-6">
                    {place > 0 && (
                      <MoveUp
                        entry={entry}
                        before={waits.slice(0, place)}
                        formKey={loaderData.key}
                        answer={actionData}
                      />
                    )}
                    <Remove entry={entry} answer={actionData} />
                  </div>
                </li>
              ))}
            </ol>
          </section>
        )}
      </div>
    </Frame>
  )
}

function Offers({
  campaignId,
  offers,
  now,
  answer,
}: {
  campaignId: string
  offers: WaitingEntry[]
  now: string
  answer: Route.ComponentProps['actionData']
}) {
  return (
    <section aria-labelledby="offers">
      <h2 id="offers" className="text-xl">
        {m.seller_waiting_offers()} <span className="text-soft numbers">({number(offers.length)})</span>
      </h2>
      <ul className="mt-3 space-y-3">
        {offers.map((entry) => (
          <li key={entry.id} className="rounded-lg border border-warn/40 bg-warn-tint p-4">
            <Who entry={entry} now={now} />
            <p className="mt-1 font-semibold text-warn numbers">
              {m.seller_waiting_until()}: <Countdown to={entry.offer!.expires_at} now={now} />
              <span className="block text-sm font-normal">{dateTime(entry.offer!.expires_at)}</span>
            </p>
            <Remove entry={entry} answer={answer} />
          </li>
        ))}
      </ul>
      <ButtonLink href={`/sell/campaigns/${campaignId}/messages?to=offered`} variant="quiet" className="mt-3">
        {m.seller_waiting_message()}
      </ButtonLink>
    </section>
  )
}

/** Why what came free went to others, of somebody else. */
function passedWords(reason: string): string {
  if (reason === 'insufficient_slots') return m.seller_waiting_passed_slots()
  return reason === 'item_unavailable' ? m.seller_waiting_passed_item() : m.seller_waiting_passed_limit()
}

function nameOf({ buyer_name: name, user_id: id }: WaitingEntry): string {
  return name ?? id
}

function Who({ entry, now }: { entry: WaitingEntry; now: string }) {
  return (
    <>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span dir="auto" className="min-w-0 font-semibold wrap-anywhere">
          {entry.position !== null && <span className="mr-2 text-soft numbers">{number(entry.position)}.</span>}
          {nameOf(entry)}
        </span>
        <time dateTime={entry.created_at} className="text-xs text-soft">
          {m.seller_waiting_since({ time: ago(entry.created_at, now) })}
        </time>
      </p>
      <p className="numbers">{orderWords(entry)}</p>
      {entry.note && (
        <p dir="auto" className="text-sm text-soft wrap-anywhere">
          {entry.note}
        </p>
      )}
    </>
  )
}

type Answer = Route.ComponentProps['actionData']
const summary =
  'inline-flex min-h-11 cursor-pointer items-center text-sm font-semibold text-accent underline underline-offset-4'

interface MoveProps {
  entry: WaitingEntry
  before: WaitingEntry[]
  formKey: string
  answer: Answer
}

/** Out of their turn: those who are passed read why. */
function MoveUp({ entry, before, formKey, answer }: MoveProps) {
  const isAsked = answer?.entry === entry.id && answer.isMove
  const choices = before.map((each, i): [string, string] => [
    i === 0 ? '' : each.id,
    m.seller_waiting_before({ position: number(each.position ?? i + 1), name: nameOf(each) }),
  ])
  return (
    <details open={isAsked} className="min-w-0 open:basis-full">
      <summary className={summary}>{m.seller_waiting_move()}</summary>
      <PostForm className="space-y-4 pt-1 pb-3" data-once>
        <input type="hidden" name="intent" value="move" />
        <input type="hidden" name="entry" value={entry.id} />
        <input type="hidden" name="key" value={`${formKey}-${entry.id.slice(-8)}`} />
        <SelectField
          name="before"
          id={`before-${entry.id}`}
          label={m.seller_waiting_where()}
          choices={choices}
          defaultValue={choices.at(-1)![0]}
        />
        <TextField
          name="reason"
          id={`move-${entry.id}`}
          label={m.seller_waiting_reason()}
          hint={m.seller_waiting_reason_hint()}
          required
          maxLength={240}
          autoComplete="off"
          defaultValue={isAsked ? answer.reason : ''}
        />
        <Button>{m.seller_waiting_move_button()}</Button>
      </PostForm>
    </details>
  )
}

function Remove({ entry, answer }: { entry: WaitingEntry; answer: Answer }) {
  const isAsked = answer?.entry === entry.id && !answer.isMove
  return (
    <details open={isAsked} className="min-w-0 open:basis-full">
      <summary className={summary}>{entry.offer ? m.seller_waiting_withdraw() : m.seller_waiting_remove()}</summary>
      <PostForm className="space-y-4 pt-1 pb-3" data-once>
        <input type="hidden" name="intent" value="remove" />
        <input type="hidden" name="entry" value={entry.id} />
        <p className="text-sm text-soft">
          {entry.offer ? m.seller_waiting_withdraw_effect() : m.seller_waiting_remove_effect()}
        </p>
        <TextField
          name="reason"
          id={`remove-${entry.id}`}
          label={m.seller_waiting_reason()}
          hint={m.seller_waiting_remove_reason_hint()}
          required
          maxLength={240}
          autoComplete="off"
          defaultValue={isAsked ? answer.reason : ''}
        />
        <Button variant="danger">{entry.offer ? m.seller_waiting_withdraw() : m.seller_waiting_remove()}</Button>
      </PostForm>
    </details>
  )
}
