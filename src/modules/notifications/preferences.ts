/** By which channels somebody wants to hear of what, and the way out that each letter has. */
import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { sign, signedText } from '../../kernel/signing.ts'
import {
  type ChannelName,
  channels,
  type NotificationPreferences,
  type Subscription,
  type Topic,
  topics,
} from './shapes.ts'

export interface Wish {
  topic: Topic
  channel: ChannelName
  wanted: boolean
}

/** What concerns somebody's order, and so their money, is told by letter whatever they wish: there has to be one sure way. */
export function isRequired({ topic, channel }: Pick<Wish, 'topic' | 'channel'>): boolean {
  return topic === 'orders' && channel === 'email'
}

/**
 * Every topic by every channel.
 * @throws Problem person_not_found, also for somebody who was erased
 */
export async function readPreferences(db: Kysely<DB>, personId: string): Promise<NotificationPreferences> {
  const { rows } = await sql<{ channel: ChannelName; reachable: boolean; unwanted: Topic[] }>`
    select c.channel, sambatan.is_reachable(p, c.channel) as reachable, array(
      select w.topic from sambatan.notification_preferences w
      where w.person_id = p.id and w.channel = c.channel and not w.wanted) as unwanted
    from sambatan.people p cross join unnest(${[...channels]}::text[]) as c (channel)
    where p.id = ${personId} and p.erased_at is null`.execute(db)
  if (rows.length === 0) throw new Problem('person_not_found', { person_id: personId })
  const byChannel = new Map(rows.map((row) => [row.channel, row]))
  return {
    channels: channels.map((channel) => ({ channel, reachable: byChannel.get(channel)!.reachable })),
    preferences: topics.flatMap((topic) =>
      channels.map((channel) => ({
        topic,
        channel,
        wanted: !byChannel.get(channel)!.unwanted.includes(topic),
        required: isRequired({ topic, channel }),
      })),
    ),
  }
}

/**
 * Changes what is given, and leaves the rest; what waits to go out by a channel that is not wanted any more does not.
 * @throws Problem notification_required, person_not_found
 */
export async function changePreferences(tx: Tx, personId: string, wishes: Wish[]): Promise<NotificationPreferences> {
  const refused = wishes.findIndex((wish) => isRequired(wish) && !wish.wanted)
  if (refused >= 0) throw new Problem('notification_required', { path: `preferences.${refused}.wanted` })
  const before = await readPreferences(tx, personId)
  if (wishes.length === 0) return before
  await sql`
    insert into sambatan.notification_preferences (person_id, topic, channel, wanted, changed_at)
    select ${personId}, w.topic, w.channel, (array_agg(w.wanted order by w.place desc))[1], sambatan.now()
    from unnest(${wishes.map(({ topic }) => topic)}::text[], ${wishes.map(({ channel }) => channel)}::text[],
      ${wishes.map(({ wanted }) => wanted)}::boolean[]) with ordinality as w (topic, channel, wanted, place)
    group by w.topic, w.channel order by w.topic, w.channel
    on conflict (person_id, topic, channel) do update set wanted = excluded.wanted, changed_at = excluded.changed_at`.execute(
    tx,
  )
  return readPreferences(tx, personId)
}

/** What a link in a letter is signed for. */
const purpose = 'unsubscribe'

/** The token of the link by which letters about a topic can be refused without signing in. It stays good: letters are kept. */
export function unsubscribeToken(secrets: Secrets, personId: string, topic: Topic): string {
  return sign(secrets, purpose, JSON.stringify([personId, topic]))
}

/** @throws Problem unsubscribe_link_invalid, also of a topic that an earlier version had */
function subscriptionOf(secrets: Secrets | undefined, token: string): { personId: string; topic: Topic } {
  const text = secrets && signedText(secrets, purpose, token)
  const [personId, named] = text === undefined ? [] : (JSON.parse(text) as [string, string])
  const topic = topics.find((one) => one === named)
  if (personId === undefined || topic === undefined) throw new Problem('unsubscribe_link_invalid')
  return { personId, topic }
}

/**
 * Whether letters about its topic still go to whom a link is for. Who that is it does not say: letters are passed on.
 * @throws Problem unsubscribe_link_invalid, also where somebody was erased: then there is nothing left to refuse
 */
export async function readSubscription(
  db: Kysely<DB>,
  secrets: Secrets | undefined,
  token: string,
): Promise<Subscription> {
  const { personId, topic } = subscriptionOf(secrets, token)
  const { preferences } = await ofLink(readPreferences(db, personId))
  return { topic, wanted: preferences.find((one) => one.topic === topic && one.channel === 'email')!.wanted }
}

/** @throws Problem unsubscribe_link_invalid */
export async function changeSubscription(
  tx: Tx,
  secrets: Secrets | undefined,
  token: string,
  wanted: boolean,
): Promise<Subscription> {
  const { personId, topic } = subscriptionOf(secrets, token)
  await ofLink(changePreferences(tx, personId, [{ topic, channel: 'email', wanted }]))
  return { topic, wanted }
}

async function ofLink<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Problem && error.code === 'person_not_found') throw new Problem('unsubscribe_link_invalid')
    throw error
  }
}
