/** After SAMBATAN_SECRET was changed: what endpoints sign with is sealed with the new one, so that the old can go. */
import type { Database } from '../../db/index.ts'
import type { Logger } from '../../kernel/logger.ts'
import { seal, sealedByCurrent, unseal } from '../../kernel/sealing.ts'
import type { Secrets } from '../../kernel/secrets.ts'

/** Safe on any number of nodes at once: a row that somebody else has changed meanwhile is left as it is then. */
export async function renewWebhookSecrets(db: Database, secrets: Secrets, log: Logger): Promise<void> {
  if (secrets.versions.length === 1) return
  const renew = async (sealed: string | null) => (sealed === null ? null : seal(secrets, await unseal(secrets, sealed)))
  const rows = await db.query<{ id: string; sealed_secret: string; old_sealed_secret: string | null }>(
    `select id, sealed_secret, old_sealed_secret from sambatan.webhook_endpoints
    where removed_at is null and (not starts_with(sealed_secret, $1) or not starts_with(old_sealed_secret, $1))`,
    [sealedByCurrent(secrets)],
  )
  for (const row of rows) {
    try {
      const renewed = [await renew(row.sealed_secret), await renew(row.old_sealed_secret)]
      await db.query(
        `update sambatan.webhook_endpoints set sealed_secret = $2, old_sealed_secret = $3
        where id = $1 and sealed_secret = $4 and old_sealed_secret is not distinct from $5`,
        [row.id, ...renewed, row.sealed_secret, row.old_sealed_secret],
      )
    } catch (error) {
      log.error({ err: error, webhook_id: row.id }, 'the secret of a webhook could not be sealed anew; rotate it')
    }
  }
}
