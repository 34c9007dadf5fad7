import { type Kysely, sql } from 'kysely'
import type { Database, DB } from '../../db/index.ts'
import type { Page } from '../../kernel/cursor.ts'
import { defaultLanguage } from '../../kernel/language.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { type AuditEvent, presentEvent } from '../audit/index.ts'
import { listCampaigns } from '../campaigns/index.ts'
import { type Attempts, attemptLimits, listAccessLog, recordAccess } from '../identity/index.ts'
import { listTemplates, messagesToPerson } from '../messaging/index.ts'
import { allInstructionsOf, claimsOf, exportRefundAccount, listRecords } from '../money/index.ts'
import { consentsOf, listNotifications, listPushBrowsers, readPreferences } from '../notifications/index.ts'
import { listParticipationsOf } from '../participations/index.ts'
import { listProducts } from '../products/index.ts'
import { listFollows } from '../sellers/index.ts'
import { waitingOf } from '../waiting/index.ts'
import { wordingsOfSeller } from '../wordings/index.ts'
import { listAddresses } from './addresses.ts'
import { findProfile } from './profiles.ts'
import type { PersonExport } from './shapes.ts'

const pageSize = 500

/**
 * Reads everything, and puts it on record that it was handed out. Page by page and not in one transaction, which on the
 * embedded database would stop everybody for as long as it takes.
 * @param by who makes it, and whether that is its own person: for others a refund account is as it is shown back
 * @throws Problem export_limit when the actor had as many of this person as one may in an hour
 * @throws Problem person_not_found when nothing at all is stored under the id
 */
export async function exportPerson(
  database: Database,
  attempts: Attempts,
  personId: string,
  { name: actor, isOwn }: { name: string; isOwn: boolean },
  secrets: Secrets | undefined,
): Promise<PersonExport> {
  await attempts.count(attemptLimits.dataExport, `${actor}\n${personId}`, tooManyExports)
  const db = database.read
  const participations = await allOf((page) => listParticipationsOf(db, personId, page))
  const profile = await findProfile(db, personId).catch((error) => {
    // Somebody whom only a service has named has participations and no profile.
    if (participations.length === 0) throw error
    return null
  })
  const { rows } = await sql<{ now: Date }>`select sambatan.now() as now`.execute(db)
  const exported = {
    exported_at: rows[0]!.now.toISOString(),
    profile,
    addresses: await listAddresses(db, personId),
    sessions: await sessionsOf(db, personId),
    participations: participations.map(({ campaign, ...own }) => ({ ...own, campaign_title: campaign.title })),
    waiting: await waitingOf(db, personId, { all: true }),
    money: await listRecords(db, { userId: personId }),
    payment_claims: await claimsOf(db, { userId: personId }),
    payment_instructions: await allInstructionsOf(db, personId),
    refund_account: await exportRefundAccount(db, secrets, personId, isOwn),
    products: await allOf((page) => listProducts(db, { ...page, seller_id: personId })),
    campaigns: await allOf((page) => listCampaigns(db, { ...page, seller_id: personId, includeDrafts: true })),
    wordings: await wordingsOfSeller(db, personId),
    events: await eventsBy(db, personId),
    messages: await messagesToPerson(db, personId),
    message_templates: (await listTemplates(db, personId)).filter((one) => !one.is_default),
    whatsapp_consents: await consentsOf(db, personId),
    notifications: await allOf((page) => listNotifications(db, personId, profile?.locale ?? defaultLanguage, page)),
    push_browsers: (await listPushBrowsers(db, personId, null)).map(({ current: _, ...browser }) => browser),
    notification_preferences: profile === null ? [] : (await readPreferences(db, personId)).preferences,
    follows: await allOf((page) => listFollows(db, personId, page)),
    access: await allOf((page) => listAccessLog(db, { ...page, person_id: personId })),
  }
  await database.tx((tx) => recordAccess(tx, 'data_exported', personId), { actor })
  return exported
}

function tooManyExports(seconds: number): Problem {
  const { maximum } = attemptLimits.dataExport
  return new Problem('export_limit', { maximum, minutes: Math.ceil(seconds / 60) }, { retryAfterSeconds: seconds })
}

async function allOf<T>(list: (page: { limit: number; cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await list(cursor === undefined ? { limit: pageSize } : { limit: pageSize, cursor })
    items.push(...page.items)
    if (page.next === null) return items
    cursor = page.next
  }
}

async function sessionsOf(db: Kysely<DB>, personId: string): Promise<PersonExport['sessions']> {
  const rows = await db
    .selectFrom('sessions')
    .select(['user_agent', 'created_at', 'expires_at'])
    .where('user_id', '=', personId)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    user_agent: row.user_agent,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
  }))
}

/**
 * Events of the person's participations, whoever caused them, of campaigns that the person acted on, and of what has no campaign:
 * what the person did there, or what is about the person.
 */
async function eventsBy(db: Kysely<DB>, personId: string): Promise<AuditEvent[]> {
  const own = db.selectFrom('participants').select('id').where('user_id', '=', personId)
  // One list of campaigns: joined by "or", PostgreSQL would read every event there is.
  const campaigns = db
    .selectFrom('participants')
    .select('campaign_id as id')
    .where('user_id', '=', personId)
    .union(db.selectFrom('campaigns').select('id').where('seller_id', '=', personId))
  const audit = db.selectFrom('audit_logs').selectAll()
  const actor = `user:${personId}`
  // Each arm by an index of its own; joins are in neither of the last two, so that the indexes without them serve.
  const rows = await audit
    .where('campaign_id', 'in', campaigns)
    .where((e) => e.or([e('participant_id', 'in', own), e('actor', '=', actor)]))
    .union(audit.where('campaign_id', 'is', null).where('actor', '=', actor).where('event', '<>', 'participant_joined'))
    .union(audit.where('subject', '=', 'person').where('subject_id', '=', personId))
    .orderBy('id')
    .execute()
  return rows.map(presentEvent)
}
