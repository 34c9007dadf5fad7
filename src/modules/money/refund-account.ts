/**
 * Where buyers want what is owed to them. Number and holder are sealed with the installation's secret, together with whose they are, so
 * that a row that was moved to another person opens to nothing. They are told whole to their own person, and to who must pay while
 * something is owed; each look is on record.
 */
import { type Kysely, sql } from 'kysely'
import { z } from 'zod'
import type { Database, DB, Tx } from '../../db/index.ts'
import { assert } from '../../kernel/assert.ts'
import type { Logger } from '../../kernel/logger.ts'
import { Problem } from '../../kernel/problem.ts'
import { seal, sealedByCurrent, unseal } from '../../kernel/sealing.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { accountNumber, providerOf, typedNumber } from './providers.ts'
import type { AccountToPay, RefundAccount, RefundAccountInFull, RefundProvider } from './shapes.ts'

export interface RefundAccountWish {
  provider: string
  /** As somebody types it. */
  number: string
  holder: string
}

interface Kept {
  person_id: string
  provider: string
  sealed: string
  changed_at: Date
}

/** Of a row to which an account was joined, if there is one. */
export function keptOf({
  person_id,
  provider,
  sealed,
  changed_at,
}: { [Field in keyof Kept]: Kept[Field] | null }): Kept | undefined {
  if (person_id === null || provider === null || sealed === null || changed_at === null) return undefined
  return { person_id, provider, sealed, changed_at }
}

export interface Opened {
  provider: RefundProvider
  number: string
  holder: string
  changedAt: Date
}

const sealedShape = z.object({ person_id: z.string(), number: z.string(), holder: z.string() })

/** Undefined where none of the secrets opens it, or it is not this person's: then it has to be given again. */
export async function openAccount(secrets: Secrets, kept: Kept): Promise<Opened | undefined> {
  const provider = providerOf(kept.provider)
  const inside = await unseal(secrets, kept.sealed)
    .then((text) => sealedShape.safeParse(JSON.parse(text)))
    .catch(() => undefined)
  if (provider === undefined || !inside?.success || inside.data.person_id !== kept.person_id) return undefined
  const { number, holder } = inside.data
  return { provider, number, holder, changedAt: kept.changed_at }
}

async function keptBy(db: Kysely<DB>, personId: string): Promise<Kept | undefined> {
  return db
    .selectFrom('refund_accounts')
    .select(['person_id', 'provider', 'sealed', 'changed_at'])
    .where('person_id', '=', personId)
    .executeTakeFirst()
}

const ofProvider = ({ id, kind, name, code }: RefundProvider) => ({ provider: id, kind, name, code })

/** As it is shown back: enough to know it by, and nothing that somebody who looks over a shoulder could use. */
function masked({ provider, number, holder, changedAt }: Opened): RefundAccount {
  return {
    ...ofProvider(provider),
    holder_initial: holder[Symbol.iterator]().next().value ?? '',
    number_ends: number.slice(-4),
    changed_at: changedAt.toISOString(),
  }
}

/** @throws Problem refund_account_not_found, refund_account_unreadable */
export async function readRefundAccount(db: Kysely<DB>, secrets: Secrets, personId: string): Promise<RefundAccount> {
  const kept = await keptBy(db, personId)
  if (kept === undefined) throw new Problem('refund_account_not_found')
  const opened = await openAccount(secrets, kept)
  if (opened === undefined) throw new Problem('refund_account_unreadable')
  return masked(opened)
}

/** For a copy of all that is kept of somebody: whole for themselves, for others as it is shown back. Null where there is none that opens. */
export async function exportRefundAccount(
  db: Kysely<DB>,
  secrets: Secrets | undefined,
  personId: string,
  isOwn: boolean,
): Promise<RefundAccount | RefundAccountInFull | null> {
  const kept = await keptBy(db, personId)
  const opened = kept && secrets && (await openAccount(secrets, kept))
  if (!opened) return null
  return isOwn ? { ...masked(opened), number: typedNumber(opened.number), holder: opened.holder } : masked(opened)
}

/**
 * Keeps where a person wants what is owed to them. The same again changes nothing, and nobody is told of it.
 * @throws Problem person_not_found
 */
export async function keepRefundAccount(
  tx: Tx,
  secrets: Secrets,
  personId: string,
  wish: RefundAccountWish,
): Promise<RefundAccount> {
  const provider = providerOf(wish.provider)
  const number = provider && accountNumber(provider, wish.number)
  assert(provider !== undefined && number !== undefined, 'what was asked for has been looked at')
  const kept = await keptBy(tx, personId)
  const before = kept && (await openAccount(secrets, kept))
  const { holder } = wish
  if (before?.provider === provider && before.number === number && before.holder === holder) return masked(before)
  const sealed = await seal(secrets, JSON.stringify({ person_id: personId, number, holder }))
  await sql`select sambatan.keep_refund_account(${personId}, ${provider.id}, ${sealed})`.execute(tx)
  return readRefundAccount(tx, secrets, personId)
}

/** @throws Problem refund_account_not_found */
export async function removeRefundAccount(tx: Tx, personId: string): Promise<void> {
  await sql`select sambatan.remove_refund_account(${personId})`.execute(tx)
}

/**
 * To which account the money of a participation goes, for who must pay it. On record each time.
 * @throws Problem refund_account_not_found, refund_account_not_shown when nothing is owed, refund_account_unreadable
 */
export async function showRefundAccount(tx: Tx, secrets: Secrets, participationId: string): Promise<AccountToPay> {
  const row = await tx
    .selectFrom('participants')
    .leftJoin('refund_accounts', 'refund_accounts.person_id', 'participants.user_id')
    .select(['person_id', 'provider', 'sealed', 'changed_at', 'owed_to_buyer', 'currency'])
    .where('participants.id', '=', participationId)
    .executeTakeFirstOrThrow()
  const kept = keptOf(row)
  if (row.owed_to_buyer === 0) throw new Problem('refund_account_not_shown')
  if (kept === undefined) throw new Problem('refund_account_not_found')
  const opened = await openAccount(secrets, kept)
  if (opened === undefined) throw new Problem('refund_account_unreadable')
  const shown = await recordLooks(tx, [participationId], 'one')
  if (!shown.has(participationId)) throw new Problem('refund_account_not_shown')
  return {
    participation_id: participationId,
    ...ofProvider(opened.provider),
    holder: opened.holder,
    number: typedNumber(opened.number),
    changed_at: opened.changedAt.toISOString(),
    amount: row.owed_to_buyer,
    currency: row.currency,
  }
}

/** Puts on record that accounts are shown; answers of which participations they may be. */
export async function recordLooks(
  tx: Tx,
  participationIds: string[],
  way: 'one' | 'file',
  sellerId?: string,
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from sambatan.record_refund_account_looks(${participationIds}::uuid[], ${way}, ${sellerId ?? null}) as id`.execute(
    tx,
  )
  return new Set(rows.map(({ id }) => id))
}

/** Erases what nobody has needed for 90 days. */
export async function pruneRefundAccounts(db: Kysely<DB>): Promise<void> {
  await sql`select sambatan.prune_refund_accounts()`.execute(db)
}

/**
 * After SAMBATAN_SECRET was changed: what the old secret sealed is sealed with the new one, so that the old can go. Safe on any number of
 * nodes at once: a row that somebody has changed meanwhile is left as it is then.
 */
export async function renewRefundAccounts(db: Database, secrets: Secrets, log: Logger): Promise<void> {
  if (secrets.versions.length === 1) return
  const rows = await db.query<{ person_id: string; sealed: string }>(
    'select person_id, sealed from sambatan.refund_accounts where not starts_with(sealed, $1)',
    [sealedByCurrent(secrets)],
  )
  for (const { person_id: personId, sealed } of rows) {
    try {
      const renewed = await seal(secrets, await unseal(secrets, sealed))
      await db.query('update sambatan.refund_accounts set sealed = $2 where person_id = $1 and sealed = $3', [
        personId,
        renewed,
        sealed,
      ])
    } catch (error) {
      log.error(
        { err: error, person_id: personId },
        'a refund account could not be sealed anew; it must be given again',
      )
    }
  }
}

/** How many there are, and of whom none of the secrets opens it. */
export async function unreadableRefundAccounts(
  db: Database,
  secrets: Secrets,
): Promise<{ count: number; unreadable: string[] }> {
  const rows = await db.query<Kept>('select person_id, provider, sealed, changed_at from sambatan.refund_accounts')
  const unreadable: string[] = []
  for (const kept of rows) if ((await openAccount(secrets, kept)) === undefined) unreadable.push(kept.person_id)
  return { count: rows.length, unreadable }
}
