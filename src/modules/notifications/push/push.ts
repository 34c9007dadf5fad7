/**
 * Notifications in browsers (Web Push, RFC 8030): encrypted for each browser (RFC 8291), signed with the installation's keys (RFC 8292),
 * and handed to the push service that the browser has chosen, whose address is called as carefully as a webhook's.
 */
import type { lookup } from 'node:dns'
import type { Selectable } from 'kysely'
import type { Database, PushSubscriptions } from '../../../db/index.ts'
import type { Clock } from '../../../kernel/clock.ts'
import type { Language } from '../../../kernel/language.ts'
import type { Logger } from '../../../kernel/logger.ts'
import { Problem } from '../../../kernel/problem.ts'
import { reason } from '../../../kernel/reasons.ts'
import type { Secrets } from '../../../kernel/secrets.ts'
import { createGuardedAgent, faultOfUrl, guardedLookup, type Rules, send } from '../../outgoing/index.ts'
import type { Channel, Outcome, Outgoing } from '../deliver.ts'
import type { PushTest } from '../shapes.ts'
import { type PushKeys, readPushKeys } from './keys.ts'
import { type PushMessage, pushMessageOf, testMessage } from './message.ts'

export interface Push {
  rules: Rules
  channel: Channel
  /**
   * Sends a test to one browser of a person, once.
   * @throws Problem push_browser_not_found
   */
  test(personId: string, browserId: string, language: Language): Promise<PushTest>
  close(): Promise<void>
}

interface Options {
  db: Database
  secrets: Secrets
  clock: Clock
  log: Logger
  rules: Rules
  /** Whom a push service writes to when something is wrong with what it is sent: `mailto:` or `https:`. */
  subject: string
  /** How a name is looked up; unset: as the machine does. */
  lookup?: typeof lookup
  timeoutMs?: number
}

/** With the database's time, by which it is known what is true yet. */
type Browser = Selectable<PushSubscriptions> & { now: Date }

/**
 * `gone`: the browser is told nothing any more, and why where it was not the browser that said so; `refused`: it never will be taken, as
 * this installation stands; `failed`: to be tried again.
 */
type Sent =
  | { outcome: 'sent' }
  | { outcome: 'gone'; error?: string }
  | { outcome: 'refused'; error: string }
  | { outcome: 'failed'; error: string; notBefore?: Date }

/** A push service takes a message at once, or is not well. Whoever chose one that never answers shares these places with everybody. */
const answerMs = 5_000
const atOnce = 20

export function createPush({ db, secrets, clock, log, rules, subject, lookup, timeoutMs = answerMs }: Options): Push {
  const agent = createGuardedAgent(rules.allowPrivate ? undefined : guardedLookup(log, lookup))

  const browsersOf = (personId: string) =>
    db.query<Browser>('select *, sambatan.now() as now from sambatan.push_browsers($1) order by id', [personId])

  async function sendTo(browser: Browser, message: PushMessage, keys: PushKeys): Promise<Sent> {
    const { endpoint, p256dh, auth } = browser
    const fault = faultOfUrl(endpoint, rules)
    if (fault !== undefined) return { outcome: 'refused', error: reason('not_called', { fault }) }
    const { default: webPush } = await import('web-push')
    const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, message.payload, {
      vapidDetails: { subject, ...keys },
      TTL: message.ttlSeconds,
      urgency: message.urgency,
      topic: message.topic,
    })
    const request = { url: endpoint, headers: textOf(headers), body }
    const { outcome, status, error, retryAfterSeconds } = await send(agent, clock, request, timeoutMs)
    const why = `${new URL(endpoint).host}: ${error}`
    const meaning = meaningOf(status)
    if (meaning === 'gone' || meaning === 'unfit') {
      // Asked for anew meanwhile it has other keys, and is another.
      await db.query('delete from sambatan.push_subscriptions where id = $1 and auth = $2', [browser.id, auth])
      return meaning === 'gone' ? { outcome: 'gone' } : { outcome: 'gone', error: why }
    }
    if (outcome === 'delivered') {
      await db.query('update sambatan.push_subscriptions set last_used_at = sambatan.now() where id = $1', [browser.id])
      return { outcome: 'sent' }
    }
    if (meaning === 'refused') return { outcome: 'refused', error: why }
    if (retryAfterSeconds === null) return { outcome: 'failed', error: why }
    return { outcome: 'failed', error: why, notBefore: new Date(browser.now.getTime() + retryAfterSeconds * 1000) }
  }

  /** To each browser of its reader that an earlier try has not reached. */
  async function carry(outgoing: Outgoing): Promise<Outcome> {
    const reached = new Set(outgoing.reference?.split(' ').filter(Boolean))
    const browsers = await browsersOf(outgoing.facts.reader.id)
    const message = browsers[0] && pushMessageOf(outgoing, browsers[0].now)
    if (message === undefined) {
      return { outcome: 'dropped', error: browsers.length === 0 ? nobody : 'it is not true any more' }
    }
    const keys = await readPushKeys(db.read, secrets)
    const left = browsers.filter(({ id }) => !reached.has(id))
    const sent = await Promise.all(
      left.map(async (browser) => ({ id: browser.id, ...(await sendTo(browser, message, keys).catch(failedBy)) })),
    )
    for (const one of sent) if (one.outcome === 'sent') reached.add(one.id)
    return outcomeOf(sent, [...reached], log)
  }

  return {
    rules,
    channel: { name: 'push', atOnce, send: carry },
    async test(personId, browserId, language) {
      const browser = (await browsersOf(personId)).find(({ id }) => id === browserId)
      if (browser === undefined) throw new Problem('push_browser_not_found')
      const sent = await sendTo(browser, testMessage(language, browser.now), await readPushKeys(db.read, secrets))
      return { outcome: sent.outcome, error: ('error' in sent && sent.error) || null }
    },
    close: () => agent.close(),
  }
}

const nobody = 'no browser of theirs wants it any more'

/** All are tried until each has it, or never will. One that never will is an operator's business where no other had it. */
function outcomeOf(sent: (Sent & { id: string })[], reached: string[], log: Logger): Outcome {
  const reference = reached.join(' ')
  const failed = sent.filter((one) => one.outcome === 'failed')
  if (failed.length > 0) {
    const notBefore = failed.flatMap((one) => one.notBefore ?? []).sort((a, b) => a.getTime() - b.getTime())[0]
    return { outcome: 'failed', error: failed[0]!.error, reference, ...(notBefore && { notBefore }) }
  }
  const refused = sent.filter((one) => one.outcome === 'refused')
  for (const one of sent) {
    if (one.outcome === 'sent' || one.outcome === 'failed' || one.error === undefined) continue
    log.warn({ browser_id: one.id, error: one.error }, 'a push service refused a notification')
  }
  if (reached.length > 0) return { outcome: 'sent', reference }
  if (refused.length > 0) return { outcome: 'dead', error: refused[0]!.error }
  return { outcome: 'dropped', error: sent.flatMap((one) => ('error' in one && one.error) || [])[0] ?? nobody }
}

/**
 * What a push service means by its answer: that the browser is `gone`; that our keys are `refused`, which an operator mends; that what was
 * written down of this browser is `unfit` for it, which is nobody's business but of whoever wrote it down; or that another time is better.
 */
function meaningOf(status: number | null): 'gone' | 'refused' | 'unfit' | 'passing' {
  if (status === 404 || status === 410) return 'gone'
  if (status === 401 || status === 403) return 'refused'
  if (status === null || status < 400 || status >= 500 || status === 408 || status === 429) return 'passing'
  return 'unfit'
}

/** Ours to mend, as a database that is away; the others were reached all the same. */
function failedBy(error: unknown): Sent {
  return { outcome: 'failed', error: reason('defect', { detail: String(error) }) }
}

function textOf(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}
