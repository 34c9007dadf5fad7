import type { Stuck } from '@sambatan/client'
import type { ReactNode } from 'react'
import { Countdown } from '../../components/countdown.tsx'
import { Facts } from '../../components/facts.tsx'
import { Notice } from '../../components/notice.tsx'
import { Table } from '../../components/table.tsx'
import { number } from '../../format.ts'
import { attempt, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/health.ts'
import { channelWords } from './dead-letter-words.tsx'
import { OperatorPage, Section } from './frame.tsx'
import { conditionOf } from './scheduler-state.tsx'
import { lateItems, stoppedState, stoppedWords, untoldItems, waitMax } from './stuck.tsx'
import { bytes, lasting } from './words.ts'

export const loader = page(async ({ api }) => {
  const [readiness, stuck, system, whatsApp] = await Promise.all([
    attempt(api.readiness({})),
    api.readStuck({}),
    api.readSystem({}),
    api.readWhatsApp({}),
  ])
  return {
    // What is not ready answers 503: which part it is can then be told from the others.
    checks: readiness.ok ? readiness.result.checks : undefined,
    stuck,
    system,
    whatsApp,
    now: new Date().toISOString(),
  }
})

export function meta() {
  return [{ title: `${m.operator_health_title()} · ${m.site_name()}` }]
}

type Loaded = Route.ComponentProps['loaderData']

type State = 'good' | 'warn' | 'bad'

interface Check {
  name: string
  state: State
  words: ReactNode
}

export default function Health({ loaderData }: Route.ComponentProps) {
  const checks = checksOf(loaderData)
  return (
    <OperatorPage title={m.operator_health_title()} lead={m.operator_health_lead()} live>
      <div data-live-region="verdict">
        <Verdict checks={checks} />
      </div>
      <Section id="checks" title={m.operator_health_checks()} region>
        <ul className="divide-y divide-line border-y border-line">
          {checks.map((check) => (
            <li
              key={check.name}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-6 gap-y-1 py-3.5 sm:grid-cols-[13rem_minmax(0,1fr)_auto]"
            >
              <span className="font-semibold">{check.name}</span>
              <div className="order-1 col-span-2 text-soft sm:order-none sm:col-span-1">{check.words}</div>
              <Mark state={check.state} />
            </li>
          ))}
        </ul>
      </Section>
      <Numbers system={loaderData.system} />
    </OperatorPage>
  )
}

function Verdict({ checks }: { checks: Check[] }) {
  const named = (state: State) =>
    checks
      .filter((check) => check.state === state)
      .map((check) => check.name)
      .join(', ')
  if (named('bad'))
    return (
      <Notice silent tone="bad" title={m.operator_health_bad()}>
        {m.operator_health_look({ names: named('bad') })}
      </Notice>
    )
  if (named('warn'))
    return (
      <Notice silent tone="warn" title={m.operator_health_warn()}>
        {m.operator_health_look({ names: named('warn') })}
      </Notice>
    )
  return (
    <Notice silent tone="good" title={m.operator_health_good()}>
      {m.operator_health_good_detail()}
    </Notice>
  )
}

const marks = { good: 'bg-good-tint text-good', warn: 'bg-warn-tint text-warn', bad: 'bg-bad-tint text-bad' }

function Mark({ state }: { state: State }) {
  const words = { good: m.operator_state_good, warn: m.operator_state_warn, bad: m.operator_state_bad }[state]
  return (
    <span className={`justify-self-start rounded-full px-2.5 py-0.5 text-xs font-semibold ${marks[state]}`}>
      {words()}
    </span>
  )
}

function whatsAppCheck({ configured, templates, failing, messages }: Loaded['whatsApp']): Check {
  const { sent, delivered, read, failed, waiting } = messages
  return {
    name: m.operator_check_whatsapp(),
    state: failing ? 'warn' : 'good',
    words: configured ? (
      <>
        <p>
          {m.operator_check_whatsapp_counts({
            sent: number(sent),
            delivered: number(delivered),
            read: number(read),
            failed: number(failed),
            waiting: number(waiting),
          })}
        </p>
        <ul className="mt-1 text-sm">
          {templates.map(({ kind, name, category }) => (
            <li key={kind}>{m.operator_check_whatsapp_template({ kind, name, category })}</li>
          ))}
        </ul>
      </>
    ) : (
      m.operator_check_whatsapp_off()
    ),
  }
}

function checksOf({ checks, stuck, system, whatsApp, now }: Loaded): Check[] {
  const isUp = (check: string | undefined): State => (check === 'ok' ? 'good' : 'bad')
  return [
    {
      name: m.operator_check_database(),
      state: isUp(checks?.database),
      words: checks?.database === 'ok' ? m.operator_check_database_good() : m.operator_check_database_bad(),
    },
    {
      name: m.operator_check_migrations(),
      state: isUp(checks?.migrations),
      words: checks?.migrations === 'ok' ? m.operator_check_migrations_good() : m.operator_check_migrations_bad(),
    },
    whatsAppCheck(whatsApp),
    schedulerCheck(stuck, now),
    lateCheck(stuck, now),
    outboxCheck(stuck),
    tellingCheck(stuck, now),
    connectionsCheck(system),
    addressesCheck(system),
    eventsCheck(system),
    ...(system.queues === null ? [] : [jobsCheck(system.queues)]),
  ]
}

function schedulerCheck({ scheduler }: Stuck, now: string): Check {
  const name = m.operator_scheduler_title()
  const condition = conditionOf(scheduler, now)
  if (condition === 'fine') {
    return {
      name,
      state: 'good',
      words: scheduler.next_run_time && (
        <>
          {m.operator_scheduler_next()}{' '}
          <Countdown to={scheduler.next_run_time} now={now} over={m.operator_any_moment()} />
        </>
      ),
    }
  }
  return { name, state: stoppedState(condition), words: stoppedWords(condition) }
}

function lateCheck(stuck: Stuck, now: string): Check {
  const name = m.operator_check_late()
  const items = lateItems(stuck, now)
  if (items.length === 0) return { name, state: 'good', words: m.operator_check_late_good() }
  return {
    name,
    state: 'bad',
    words: items.map((item) => (
      <a key={item.key} href={item.href} className="block text-accent">
        {item.words}
      </a>
    )),
  }
}

function outboxCheck({ outbox }: Stuck): Check {
  const name = m.operator_check_outbox()
  if (outbox.age_seconds === null) return { name, state: 'good', words: m.operator_check_outbox_good() }
  const words = m.operator_stuck_outbox({ count: number(outbox.waiting), time: lasting(outbox.age_seconds) })
  return { name, state: outbox.age_seconds < waitMax ? 'good' : 'bad', words }
}

/** Whether people and other systems are told, each way with what waits of it. */
function tellingCheck(stuck: Stuck, now: string): Check {
  const { mail, channels, webhooks } = stuck
  // What has waited for too long is named below.
  const people = [
    { way: m.operator_check_telling_account(), ...mail },
    ...channels.map(({ channel, ...found }) => ({ way: channelWords[channel]?.() ?? channel, ...found })),
  ].filter(({ age_seconds: age }) => (age ?? 0) < waitMax)
  const ways = [...people, { way: m.operator_dead_webhook(), ...webhooks }].filter(({ waiting }) => waiting > 0)
  const items = untoldItems(stuck, now)
  return {
    name: m.operator_check_telling(),
    state: items.some(({ state }) => state === 'bad') ? 'bad' : items.length > 0 ? 'warn' : 'good',
    words: (
      <>
        {ways.length + items.length === 0 && <p>{m.operator_check_telling_good()}</p>}
        {ways.map(({ way, waiting, age_seconds }) => (
          <p key={way}>
            {m.operator_check_telling_way({ way, waiting: number(waiting), time: lasting(age_seconds ?? 0) })}
          </p>
        ))}
        {items.map(({ key, href, words }) => (
          <a key={key} href={href} className="block text-accent">
            {words}
          </a>
        ))}
      </>
    ),
  }
}

type System = Loaded['system']

/** Beyond this share of what the database allows, the next node that starts may get none. */
const connectionsShareMax = 0.9

function connectionsCheck({ database }: System): Check {
  const name = m.operator_check_connections()
  const { connections, connections_max: most, pool } = database
  if (database.product === 'PGlite') return { name, state: 'good', words: m.operator_connections_embedded() }
  if (pool.waiting > 0) {
    return { name, state: 'warn', words: m.operator_check_connections_waiting({ count: number(pool.waiting) }) }
  }
  const isTight = most > 1 && connections > most * connectionsShareMax
  const words = m.operator_check_connections_words({ used: number(connections), most: number(most) })
  return { name, state: isTight ? 'warn' : 'good', words }
}

/** Whether visitors can be told apart. */
function addressesCheck({ node }: System): Check {
  const name = m.operator_check_addresses()
  if (node.proxy_ignored) return { name, state: 'warn', words: m.operator_check_addresses_one() }
  return { name, state: 'good', words: m.operator_check_addresses_good() }
}

/** Whether this node hears what others have done. */
function eventsCheck({ node }: System): Check {
  const name = m.operator_check_events()
  if (node.events_heard) return { name, state: 'good', words: m.operator_check_events_good() }
  return { name, state: 'warn', words: m.operator_check_events_unheard() }
}

function jobsCheck(queues: NonNullable<System['queues']>): Check {
  const name = m.operator_check_jobs()
  const failed = queues.reduce((sum, queue) => sum + queue.failed, 0)
  if (failed === 0) return { name, state: 'good', words: m.operator_check_jobs_good() }
  return { name, state: 'warn', words: m.operator_check_jobs_failed({ count: number(failed) }) }
}

/** What this installation is made of, for whoever is asked about it. */
function Numbers({ system: { app, node, database, queues } }: { system: System }) {
  const { memory } = node
  return (
    <div className="grid gap-x-12 gap-y-10 md:grid-cols-2">
      <Section id="node" title={m.operator_this_process()} region>
        <Facts
          facts={[
            [m.operator_version(), `Sambatan ${app.version}, Node.js ${node.version}`],
            [m.operator_mode(), app.production ? m.operator_mode_production() : m.operator_mode_trial()],
            [m.operator_run_node(), `${node.name} (${node.platform})`],
            [m.operator_uptime(), lasting(node.uptime_seconds)],
            [
              m.operator_memory(),
              m.operator_memory_words({ all: bytes(memory.rss_bytes), heap: bytes(memory.heap_used_bytes) }),
            ],
            [m.operator_watchers(), number(node.live_watchers)],
            [m.operator_joins_waiting(), number(node.joins_waiting)],
          ]}
        />
      </Section>
      <Section id="database" title={m.operator_check_database()} region>
        <Facts
          facts={[
            [m.operator_version(), `${database.product} ${database.version}`],
            [m.operator_size(), bytes(database.size_bytes)],
            [
              m.operator_connections(),
              database.product === 'PGlite'
                ? m.operator_connections_embedded()
                : m.operator_connections_words({
                    used: number(database.connections),
                    most: number(database.connections_max),
                    here: number(database.pool.total),
                  }),
            ],
            [
              m.operator_migrations(),
              database.migrations.pending.length === 0
                ? m.operator_migrations_done({ number: number(database.migrations.current) })
                : m.operator_migrations_pending({ names: database.migrations.pending.join(', ') }),
            ],
            [m.operator_outbox(), number(database.outbox_waiting)],
          ]}
        />
      </Section>
      {queues !== null && queues.length > 0 && (
        <div className="md:col-span-2">
          <Section id="queues" title={m.operator_queues()} lead={m.operator_queues_lead()} region>
            <Table
              caption={m.operator_queues()}
              rows={queues}
              rowKey={(queue) => queue.name}
              columns={[
                { key: 'name', header: m.operator_name(), main: true, cell: (queue) => queue.name },
                { key: 'ready', header: m.operator_queue_ready(), numeric: true, cell: (queue) => number(queue.ready) },
                {
                  key: 'deferred',
                  header: m.operator_queue_deferred(),
                  numeric: true,
                  cell: (queue) => number(queue.deferred),
                },
                {
                  key: 'active',
                  header: m.operator_queue_active(),
                  numeric: true,
                  cell: (queue) => number(queue.active),
                },
                {
                  key: 'failed',
                  header: m.operator_queue_failed(),
                  numeric: true,
                  cell: (queue) => number(queue.failed),
                },
              ]}
            />
          </Section>
        </div>
      )}
    </div>
  )
}
