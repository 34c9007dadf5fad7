/** What does not move as it should, in words, with what to do about it. */
import type { Stuck } from '@sambatan/client'
import type { ReactNode } from 'react'
import { ButtonLink } from '../../components/button.tsx'
import { Countdown } from '../../components/countdown.tsx'
import { Table } from '../../components/table.tsx'
import { ago, dateTime, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import { channelWords } from './dead-letter-words.tsx'
import { conditionOf } from './scheduler-state.tsx'
import { lasting, lateWord } from './words.ts'

/** What happens is handed on and told within seconds; what waits longer than this is worth a look, in seconds. */
export const waitMax = 120

/** How many are named one by one; the rest is a number. */
const namedMax = 5

/** How many late campaigns the API tells of: there may be more. */
const lateMax = 50

interface Item {
  key: string
  /** Somebody wants it so, or it is wrong. */
  state: 'warn' | 'bad'
  words: ReactNode
  detail: ReactNode
  href: string
  act: string
}

/** In the order in which they should be looked at. The scheduler being off or paused has its own sentence. */
export function stuckItems(stuck: Stuck, now: string): Item[] {
  return [...stopped(stuck, now), ...lateItems(stuck, now), ...waiting(stuck), ...untoldItems(stuck, now)]
}

/** Campaigns and holds that should have moved. */
export function lateItems(stuck: Stuck, now: string): Item[] {
  return [...overdue(stuck, now), ...failing(stuck, now)]
}

/** People and other systems that do not know yet what happened. */
export function untoldItems(stuck: Stuck, now: string): Item[] {
  return [...unsent(stuck, now), ...untold(stuck)]
}

const stoppedTitles = {
  off: m.operator_scheduler_off,
  paused: m.operator_stuck_paused,
  late: m.operator_stuck_late,
  failed: m.operator_stuck_failed,
}
const stoppedDetails = {
  off: m.operator_scheduler_off_detail,
  paused: m.operator_scheduler_paused_detail,
  late: m.operator_scheduler_late_detail,
  failed: m.operator_stuck_failed_detail,
}

/** What a scheduler that does not do its work is, and what that means. */
export function stoppedWords(condition: keyof typeof stoppedTitles): string {
  return `${stoppedTitles[condition]()}. ${stoppedDetails[condition]()}`
}

export function stoppedState(condition: keyof typeof stoppedTitles): Item['state'] {
  return condition === 'off' || condition === 'paused' ? 'warn' : 'bad'
}

function stopped({ scheduler }: Stuck, now: string): Item[] {
  const condition = conditionOf(scheduler, now)
  if (condition === 'fine') return []
  return [
    {
      key: 'scheduler',
      state: stoppedState(condition),
      words: stoppedTitles[condition](),
      detail: stoppedDetails[condition](),
      href: '/operator/scheduler',
      act: m.operator_to_scheduler(),
    },
  ]
}

function overdue({ overdue_campaigns: campaigns, overdue_holds: holds }: Stuck, now: string): Item[] {
  const run = { href: '/operator/scheduler/run', act: m.operator_see_what_would() }
  const items: Item[] = []
  const lines = campaigns.map((one) => lateWord(one.due, { title: one.title, time: ago(one.due_at, now) }))
  if (lines.length === 1) {
    items.push({
      key: 'overdue',
      state: 'bad',
      words: lines[0],
      detail: m.operator_stuck_overdue_detail({ count: 1 }),
      ...run,
    })
  } else if (lines.length > 1) {
    const rest = lines.length - namedMax
    const orMore = lines.length < lateMax ? '' : '+'
    items.push({
      key: 'overdue',
      state: 'bad',
      words: m.operator_stuck_overdue({ count: number(lines.length) + orMore }),
      detail: (
        <>
          {m.operator_stuck_overdue_detail({ count: lines.length })}
          <ul className="mt-2 list-disc space-y-1 pl-5">
            {lines.slice(0, namedMax).map((line) => (
              <li key={line}>{line}</li>
            ))}
            {rest > 0 && <li>{m.operator_stuck_more({ count: number(rest) + orMore })}</li>}
          </ul>
        </>
      ),
      ...run,
    })
  }
  if (holds.count > 0) {
    const time = holds.oldest_at ? ago(holds.oldest_at, now) : ''
    items.push({
      key: 'holds',
      state: 'bad',
      words: m.operator_stuck_holds({ count: number(holds.count), time }),
      detail: m.operator_stuck_holds_detail(),
      ...run,
    })
  }
  return items
}

function failing({ failing_campaigns: campaigns, scheduler }: Stuck, now: string): Item[] {
  const toScheduler = { href: '/operator/scheduler#failing', act: m.operator_to_scheduler() }
  const items = campaigns.slice(0, namedMax).map(
    (one): Item => ({
      key: `failing ${one.campaign_id}`,
      state: 'bad',
      words: m.operator_stuck_failing({ title: one.title, count: number(one.attempts) }),
      detail: (
        <>
          {m.operator_retry_in()} <Countdown to={one.retry_at} now={now} over={m.operator_any_moment()} />
          {'. '}
          <span className="break-words">{one.error}</span>
        </>
      ),
      ...toScheduler,
    }),
  )
  const rest = scheduler.failing_campaigns - items.length
  if (rest > 0) {
    items.push({
      key: 'failing more',
      state: 'bad',
      words: m.operator_stuck_failing_more({ count: number(rest) }),
      detail: m.operator_stuck_failing_more_detail(),
      ...toScheduler,
    })
  }
  return items
}

function waiting({ outbox }: Stuck): Item[] {
  if (outbox.age_seconds === null || outbox.age_seconds < waitMax) return []
  return [
    {
      key: 'outbox',
      state: 'bad',
      words: m.operator_stuck_outbox({ count: number(outbox.waiting), time: lasting(outbox.age_seconds) }),
      detail: m.operator_stuck_outbox_detail(),
      href: '/operator/health',
      act: m.operator_to_health(),
    },
  ]
}

function unsent({ mail }: Stuck, now: string): Item[] {
  const toMailbox = { href: '/operator/mailbox', act: m.operator_to_mailbox() }
  const items: Item[] = []
  if (mail.is_missing) {
    items.push({
      key: 'mail missing',
      state: 'bad',
      words: m.operator_stuck_no_mail(),
      detail: m.operator_stuck_no_mail_detail(),
      ...toMailbox,
    })
  }
  if ((mail.age_seconds ?? 0) >= waitMax) {
    items.push({
      key: 'mail waiting',
      state: 'bad',
      words: m.operator_stuck_letters({
        count: number(mail.waiting),
        time: mail.oldest_at ? ago(mail.oldest_at, now) : '',
      }),
      detail: m.operator_stuck_letters_detail(),
      ...toMailbox,
    })
  }
  return items
}

function untold({ channels, webhooks, dead_letters: dead }: Stuck): Item[] {
  const toDead = { href: '/operator/dead-letters', act: m.operator_to_dead() }
  const items = channels
    .filter(({ age_seconds: age }) => (age ?? 0) >= waitMax)
    .map(
      ({ channel, waiting, age_seconds, reason }): Item => ({
        key: `channel ${channel}`,
        state: 'bad',
        words: m.operator_stuck_channel({
          channel: channelWords[channel]?.() ?? channel,
          count: number(waiting),
          time: lasting(age_seconds ?? 0),
        }),
        detail:
          reason === null ? m.operator_stuck_channel_untried() : m.operator_stuck_channel_detail({ error: reason }),
        href: '/operator/health',
        act: m.operator_to_health(),
      }),
    )
  if (dead > 0) {
    items.push({
      key: 'dead letters',
      state: 'warn',
      words: m.operator_stuck_dead({ count: number(dead) }),
      detail: m.operator_stuck_dead_detail(),
      ...toDead,
    })
  }
  if (webhooks.disabled > 0) {
    items.push({
      key: 'webhooks disabled',
      state: 'warn',
      words: m.operator_stuck_disabled({ count: number(webhooks.disabled) }),
      detail: m.operator_stuck_disabled_detail(),
      href: '/operator/webhooks',
      act: m.operator_to_webhooks(),
    })
  }
  return items
}

export function StuckList({ items }: { items: Item[] }) {
  return (
    <ul className="space-y-3">
      {items.map((item) => (
        <li
          key={item.key}
          className={`rounded-lg border ${item.state === 'bad' ? 'border-bad/30 bg-bad-tint' : 'border-warn/30 bg-warn-tint'} grid gap-x-6 gap-y-3 px-4 py-4 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center`}
        >
          <div className="min-w-0">
            <p className="font-semibold break-words">{item.words}</p>
            <div className="mt-0.5 text-sm break-words">{item.detail}</div>
          </div>
          <ButtonLink href={item.href} variant="quiet" size="sm" className="min-h-11 justify-self-start">
            {item.act}
          </ButtonLink>
        </li>
      ))}
    </ul>
  )
}

export function FailingCampaigns({ campaigns, now }: { campaigns: Stuck['failing_campaigns']; now: string }) {
  return (
    <Table
      caption={m.operator_failing_title()}
      rows={campaigns}
      rowKey={(one) => one.campaign_id}
      columns={[
        {
          key: 'campaign',
          header: m.operator_campaign(),
          main: true,
          cell: (one) => (
            <a href={`/sell/campaigns/${one.campaign_id}`} className="text-accent">
              {one.title}
            </a>
          ),
        },
        {
          key: 'error',
          header: m.operator_run_error(),
          cell: (one) => <span className="break-words">{one.error}</span>,
        },
        { key: 'attempts', header: m.operator_attempts(), numeric: true, cell: (one) => number(one.attempts) },
        {
          key: 'failed',
          header: m.operator_failed_at(),
          cell: (one) => <time dateTime={one.failed_at}>{dateTime(one.failed_at)}</time>,
        },
        {
          key: 'retry',
          header: m.operator_retry_in(),
          cell: (one) => <Countdown to={one.retry_at} now={now} over={m.operator_any_moment()} />,
        },
      ]}
    />
  )
}
