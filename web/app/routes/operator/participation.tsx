import { ButtonLink } from '../../components/button.tsx'
import { Countdown } from '../../components/countdown.tsx'
import { Earlier } from '../../components/earlier.tsx'
import { Facts } from '../../components/facts.tsx'
import { Notice } from '../../components/notice.tsx'
import { Phone } from '../../components/phone.tsx'
import { paymentStatusWord, StatusBadge } from '../../components/status.tsx'
import { Timeline } from '../../components/timeline.tsx'
import { eventWord } from '../../event-words.ts'
import { dateTime, money, number } from '../../format.ts'
import { listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/participation.ts'
import { Code, OperatorPage, Section } from './frame.tsx'
import { namesIn } from './names.ts'
import { actorWords, metadataLines, shortId } from './words.ts'

export const loader = page(async ({ api, params, url, context }) => {
  const id = params.id!
  // The story is read first: what is told of an order is then never newer than what the page says of it.
  const logs = await listed(
    url,
    (from) => api.listParticipationLogs({ id, order: 'newest', limit: 100, ...from }),
    'story',
  )
  const participation = await api.readParticipation({ id })
  return {
    participation,
    phone: context.shownPhone(participation.buyer_phone),
    logs: logs.items.toReversed(),
    older: logs.next,
    here: url.pathname + url.search,
    names: namesIn(logs.items.map((entry) => [entry.recorded_actor, entry.actor_name])),
    done: url.searchParams.get('done'),
    now: new Date().toISOString(),
  }
})

type Loaded = Route.ComponentProps['loaderData']

export function meta({ loaderData }: Route.MetaArgs) {
  return [{ title: `${loaderData ? titleOf(loaderData) : m.operator_participation()} · ${m.site_name()}` }]
}

function buyerOf({ participation }: Loaded): string {
  return participation.buyer_name || m.operator_nameless({ id: shortId(participation.user_id) })
}

function titleOf(loaded: Loaded): string {
  return m.operator_participation_title({
    name: buyerOf(loaded),
    slots: m.slots({ count: number(loaded.participation.quantity) }),
  })
}

const doneWords: Record<string, () => string> = {
  confirm: m.operator_done_confirm,
  refund: m.operator_done_refund,
  cancel: m.operator_done_cancel,
  fulfil: m.operator_done_fulfil,
  unfulfil: m.operator_done_unfulfil,
}

export default function ParticipationPage({ loaderData }: Route.ComponentProps) {
  const { participation: one, phone, logs, older, here, names, done, now } = loaderData
  const person = `/operator/people/${encodeURIComponent(one.user_id)}`
  return (
    <OperatorPage
      title={titleOf(loaderData)}
      lead={
        <a href={`/sell/campaigns/${one.campaign_id}`} className="text-accent">
          {one.campaign.title}
        </a>
      }
      within="/operator/people"
      back={{ href: person, words: buyerOf(loaderData) }}
      live
    >
      {done && doneWords[done] && <Notice tone="good">{doneWords[done]()}</Notice>}
      <div className="grid gap-x-12 gap-y-8 md:grid-cols-[minmax(0,1fr)_20rem]" data-live-region="participation">
        <Facts
          facts={[
            [m.operator_status(), <StatusBadge key="status" status={one.status} of="participation" />],
            [m.operator_amount(), `${money(one.amount, one.currency)} (${m.slots({ count: number(one.quantity) })})`],
            [m.operator_payment(), <Payment key="payment" of={one} />],
            one.hold_expires_at !== null &&
              one.status === 'reserved' && [
                m.operator_hold(),
                <span key="hold">
                  {dateTime(one.hold_expires_at)} (<Countdown to={one.hold_expires_at} now={now} />)
                </span>,
              ],
            [m.operator_joined(), dateTime(one.joined_at)],
            one.on_behalf && [m.operator_on_behalf(), m.operator_on_behalf_detail()],
            one.may_leave_until !== null &&
              one.may_leave_until > now &&
              isLive(one) && [m.operator_may_leave(), dateTime(one.may_leave_until)],
            [
              m.operator_address(),
              one.shipping_address ? (
                <span key="address" className="whitespace-pre-line">
                  {one.shipping_address}
                </span>
              ) : (
                m.operator_erased()
              ),
            ],
            phone && [m.operator_phone(), <Phone key="phone" of={phone} />],
            Boolean(one.note) && [m.operator_note(), one.note],
            [
              m.operator_campaign_status(),
              <StatusBadge key="campaign" status={one.campaign.status} settling={one.campaign.settling} />,
            ],
            [m.operator_id(), <Code key="id">{one.id}</Code>],
          ]}
        />
        <Acts of={one} />
      </div>
      <Section id="timeline" title={m.operator_timeline()}>
        <Earlier url={here} name="story" older={older} section="timeline" />
        <Timeline
          items={logs.map((entry) => ({
            key: entry.timestamp + entry.event,
            title: eventWord(entry.event),
            detail: metadataLines(entry.metadata, one.currency).join('\n'),
            at: entry.timestamp,
            by: <Actor of={entry} names={names} />,
          }))}
        />
      </Section>
    </OperatorPage>
  )
}

/** Buyer and seller by what they are here, which everybody at this page knows by name; all others by who they are. */
function Actor({ of: entry, names }: { of: Loaded['logs'][number]; names: Loaded['names'] }) {
  if (entry.actor === 'buyer') return m.operator_actor_buyer()
  if (entry.actor === 'seller') return m.operator_actor_seller()
  const { words, personId } = actorWords(entry.recorded_actor ?? entry.actor, names)
  if (personId === undefined) return words
  return (
    <a href={`/operator/people/${encodeURIComponent(personId)}`} className="text-accent">
      {words}
    </a>
  )
}

/** What the money book says, and where all of it is. */
function Payment({ of: one }: { of: Loaded['participation'] }) {
  return (
    <>
      {paymentWords(one)}{' '}
      <a
        href={`/sell/campaigns/${one.campaign_id}/participants/${one.id}/money`}
        className="inline-flex min-h-11 items-center font-semibold text-accent"
      >
        {m.operator_payment_book()}
      </a>
    </>
  )
}

/** What the money book says: `Partly paid: received Rp100,000, left to pay Rp85,000`. */
function paymentWords(one: Loaded['participation']): string {
  const sums: [string, number | undefined][] = [
    [m.money_sum_paid(), one.paid_amount],
    [m.money_sum_returned(), one.returned_amount],
    [m.money_sum_owed_by_buyer(), one.owed_by_buyer],
    [m.money_sum_owed_to_buyer(), one.owed_to_buyer],
  ]
  const told = sums.flatMap(([words, sum]) => (sum ? [`${words} ${money(sum, one.currency)}`] : []))
  return [paymentStatusWord(one.payment_status), ...told].join(' · ')
}

function isLive({ status }: Loaded['participation']): boolean {
  return status === 'reserved' || status === 'confirmed'
}

function Acts({ of: { id, status, campaign, owed_by_buyer: owed } }: { of: Loaded['participation'] }) {
  const at = (act: string) => `/operator/participations/${id}/${act}`
  const isReserved = status === 'reserved'
  return (
    <section aria-labelledby="acts" className="self-start rounded-lg border border-line bg-surface p-5">
      <h2 id="acts" className="text-lg">
        {m.operator_acts()}
      </h2>
      {isReserved || status === 'confirmed' ? (
        <div className="mt-4 grid gap-2">
          {isReserved && <ButtonLink href={at('confirm')}>{m.operator_confirm()}</ButtonLink>}
          {status === 'confirmed' && campaign.status === 'completed' && (
            <ButtonLink href={at('fulfil')}>{m.operator_fulfil()}</ButtonLink>
          )}
          <ButtonLink href={at('refund')} variant="danger">
            {m.operator_refund()}
          </ButtonLink>
          {(isReserved || (owed ?? 0) > 0) && (
            <ButtonLink href={at('cancel')} variant="danger">
              {m.operator_cancel()}
            </ButtonLink>
          )}
        </div>
      ) : status === 'fulfilled' ? (
        <div className="mt-4 grid gap-2">
          <ButtonLink href={at('unfulfil')} variant="danger">
            {m.operator_unfulfil()}
          </ButtonLink>
        </div>
      ) : (
        <p className="mt-2 text-sm text-soft">{m.operator_acts_final()}</p>
      )}
    </section>
  )
}
