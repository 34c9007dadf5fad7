/** What somebody was told, to be read here: the inbox. */
import { type Kysely, sql } from 'kysely'
import type { Database, DB } from '../../db/index.ts'
import { decodeCursor, type Page, toPage } from '../../kernel/cursor.ts'
import type { Language } from '../../kernel/language.ts'
import { contentOf } from './content.ts'
import { type AnyFacts, loadFactsApart } from './facts.ts'
import { kindNames } from './kinds/index.ts'
import type { Notification, Topic, Unread } from './shapes.ts'

export interface InboxFilter {
  unread?: boolean | undefined
  topic?: Topic | undefined
  limit: number
  cursor?: string | undefined
}

interface Listed {
  id: number
  topic: string
  last_event_id: number
  facts: AnyFacts
}

/** A person's notifications in words, the one with the newest event first. Of kinds that this version has words for. */
export async function listNotifications(
  db: Kysely<DB>,
  personId: string,
  language: Language,
  filter: InboxFilter,
): Promise<Page<Notification>> {
  let query = db
    .selectFrom('notifications as n')
    .innerJoin('notification_kinds as k', 'k.kind', 'n.kind')
    .select(['n.id', 'k.topic', 'n.last_event_id'])
    .where('n.person_id', '=', personId)
    .where('n.kind', 'in', kindNames)
    .orderBy('n.last_event_id', 'desc')
    .orderBy('n.id', 'desc')
    .limit(filter.limit + 1)
  if (filter.unread === true) query = query.where('n.read_at', 'is', null)
  if (filter.topic) query = query.where('k.topic', '=', filter.topic)
  if (filter.cursor) {
    const [event, id] = decodeCursor(filter.cursor, ['number', 'number'])
    query = query.where(sql<boolean>`(n.last_event_id, n.id) < (${event}::bigint, ${id}::bigint)`)
  }
  const rows = await query.execute()
  const page = toPage(
    rows,
    filter.limit,
    (row) => row,
    (row) => [row.last_event_id, row.id],
  )
  const ids = page.items.map(({ id }) => id)
  const { facts } = await loadFactsApart(db, ids)
  const items = page.items.flatMap((row) => {
    const about = facts.get(row.id)
    return about ? presentWhereItCanBe({ ...row, facts: about }, language) : []
  })
  return { ...page, items }
}

/** One that cannot be put into words is left out: its letter lies with the dead letters with the reason, and the others are read. */
function presentWhereItCanBe(listed: Listed, language: Language): Notification[] {
  try {
    return [present(listed, language)]
  } catch {
    return []
  }
}

function present({ id, topic, last_event_id, facts }: Listed, language: Language): Notification {
  const { title, paragraphs, action } = contentOf(facts, language)
  return {
    id,
    kind: facts.kind,
    topic: topic as Topic,
    title,
    paragraphs,
    action,
    events: facts.events,
    last_event_id,
    campaign_id: facts.campaign?.id ?? null,
    campaign_slug: facts.campaign?.slug ?? null,
    created_at: facts.created_at.toISOString(),
    updated_at: facts.updated_at.toISOString(),
    read_at: facts.read_at?.toISOString() ?? null,
  }
}

export async function countUnread(db: Kysely<DB>, personId: string): Promise<Unread> {
  const { unread } = await db
    .selectFrom('notifications')
    .select((e) => e.fn.countAll<number>().as('unread'))
    .where('person_id', '=', personId)
    .where('read_at', 'is', null)
    .where('kind', 'in', kindNames)
    .executeTakeFirstOrThrow()
  return { unread: Number(unread) }
}

/** Those that are meant: by their ids, or all up to an event. */
export interface Read {
  ids?: number[] | undefined
  up_to?: number | undefined
}

/** Marks notifications as read; those of others, and those that had been, stay as they are. Answers how many are left. */
export async function readNotifications(db: Database, personId: string, { ids, up_to }: Read): Promise<Unread> {
  return db.tx(async (tx) => {
    await sql`select sambatan.read_notifications(${personId}, ${ids ?? []}::bigint[], ${up_to ?? null}::bigint)`.execute(
      tx,
    )
    return countUnread(tx, personId)
  })
}

const rowsAtOnce = 5_000

/** Removes what nobody looks for any more. */
export async function pruneNotifications(db: Kysely<DB>): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ gone: number }>`
      select sambatan.prune_notifications(${rowsAtOnce}) as gone`.execute(db)
    if (rows[0]!.gone < rowsAtOnce) return
  }
}
