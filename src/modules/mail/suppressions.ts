/** Addresses that a mail server refused for good. Nothing is sent there until an operator says that it may be tried again. */
import type { Database } from '../../db/index.ts'

export async function isSuppressed(db: Database, address: string): Promise<boolean> {
  const rows = await db.query('select from sambatan.email_suppressions where address = lower($1)', [address])
  return rows.length > 0
}

export async function suppress(db: Database, address: string, reason: string): Promise<void> {
  await db.query(
    `insert into sambatan.email_suppressions (address, reason, since) values (lower($1), $2, sambatan.now())
     on conflict (address) do nothing`,
    [address, reason],
  )
}
