/** Letters that came back after a mail server had taken them: then whoever they were for has not been told. */
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Tx } from '../../db/index.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { type bounce, readBounce, suppress } from '../mail/index.ts'

/** Reports are small, also with the letter that they return: a letter of ours has 30 kB. What is longer is read as far as this. */
export const bounceBytesMax = 1024 * 1024

/**
 * Records what a mail server's report says: an address that it refuses for good gets nothing more, as one that is refused at once; and
 * the notification that came back lies with the dead letters. The same report twice changes nothing.
 */
export async function takeBounce(
  tx: Tx,
  { secrets, bouncesTo }: { secrets: Secrets; bouncesTo: string | undefined },
  raw: Uint8Array,
): Promise<z.infer<typeof bounce>> {
  const clock = await sql<{ now: Date }>`select sambatan.now() as now`.execute(tx)
  const read = await readBounce(secrets, bouncesTo, raw.subarray(0, bounceBytesMax), clock.rows[0]!.now)
  if (!('to' in read)) return { outcome: read.outcome, address: null, reason: null }
  const { outcome, to, reason, deliveryId } = read
  // Of somebody who has been erased meanwhile nothing may be written down again.
  const known = await sql`select from sambatan.people p where p.email = lower(${to})`.execute(tx)
  if (known.rows.length === 0) return { outcome: 'not_ours', address: null, reason: null }
  if (outcome === 'refused') await suppress(tx, to, reason)
  if (outcome !== 'no_failure' && deliveryId !== undefined) {
    await sql`select sambatan.return_delivery(${deliveryId}::bigint, ${reason})`.execute(tx)
  }
  return { outcome, address: to, reason }
}
