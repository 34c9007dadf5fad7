/**
 * How a fresh installation gets its first operator: a code is printed where only those who run the machine read it, and
 * the account that is made with it is the operator. Only its hash is stored.
 */
import { hash, randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database, DB, Tx } from '../../db/index.ts'
import { foldedCode } from '../../kernel/line.ts'

/** How long a code that nobody used stays good; every start makes a new one. */
const codeDays = 7

/** A new code while the installation has no operator; else undefined. */
export async function issueOperatorCode(db: Database): Promise<string | undefined> {
  return db.tx(async (tx) => {
    await sql`delete from sambatan.operator_codes
      where used_at is null and created_at < sambatan.now() - ${codeDays} * interval '1 day'`.execute(tx)
    const operator = await tx
      .selectFrom('people')
      .select('id')
      .where('role', '=', 'operator')
      .limit(1)
      .executeTakeFirst()
    // Whatever made one has removed the codes that starts had printed; one that was asked for since then is good.
    return operator ? undefined : addOperatorCode(tx)
  })
}

/** A new code, whoever there is already. */
export async function addOperatorCode(tx: Tx): Promise<string> {
  const code = `${block()}-${block()}-${block()}-${block()}`
  await tx
    .insertInto('operator_codes')
    .values({ hash: hashOf(code), created_at: sql<Date>`sambatan.now()` })
    .execute()
  return code
}

/** Codes that nodes printed would make a second first operator; whoever becomes one in another way ends them as well. */
export async function dropOperatorCodes(tx: Tx): Promise<void> {
  await tx.deleteFrom('operator_codes').where('used_at', 'is', null).execute()
}

/** Crockford's base32: no letter that a person could take for a digit. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Four characters, 20 bits. */
function block(): string {
  return Array.from(randomBytes(4), (byte) => alphabet[byte % 32]).join('')
}

/** However it was copied. */
function hashOf(code: string): Buffer {
  return hash('sha256', foldedCode(code), 'buffer')
}

export async function hasOperatorCode(db: Kysely<DB>, code: string): Promise<boolean> {
  return (await usable(db, code).executeTakeFirst()) !== undefined
}

function usable(db: Kysely<DB>, code: string) {
  return db
    .selectFrom('operator_codes')
    .select('hash')
    .where('hash', '=', hashOf(code))
    .where('used_at', 'is', null)
    .where('created_at', '>', sql<Date>`sambatan.now() - ${codeDays} * interval '1 day'`)
}

/** Uses the code up; false when it is not good, or somebody else was quicker. */
export async function consumeOperatorCode(tx: Tx, code: string, personId: string): Promise<boolean> {
  const used = await tx
    .updateTable('operator_codes')
    .set({ used_at: sql<Date>`sambatan.now()`, used_by: personId })
    .where('hash', 'in', usable(tx, code))
    .returning('hash')
    .executeTakeFirst()
  if (!used) return false
  await dropOperatorCodes(tx)
  return true
}
