/** After SAMBATAN_SECRET was changed: what the old secret encrypted is encrypted with the new one, so that the old can go. */
import type { Database } from '../../db/index.ts'
import type { Logger } from '../../kernel/logger.ts'
import { seal, sealedByCurrent, unseal } from '../../kernel/sealing.ts'
import type { Secrets } from '../../kernel/secrets.ts'

interface TwoFactorRow {
  id: string
  secret: string
  backup_codes: string
}

/**
 * Encrypts second factors anew that an older secret encrypted. One that no secret opens any more is left and logged: its
 * owner needs a recovery by an operator, and the node must start all the same. Safe on any number of nodes at once, and
 * beside people who use theirs: a row that somebody else has changed meanwhile is left as it is then.
 */
export async function renewEncryption(db: Database, secrets: Secrets, log: Logger): Promise<void> {
  if (secrets.versions.length === 1) return
  const renew = async (sealed: string) => seal(secrets, await unseal(secrets, sealed))
  const rows = await db.query<TwoFactorRow>(
    'select id, secret, backup_codes from sambatan.two_factors where not starts_with(secret, $1) or not starts_with(backup_codes, $1)',
    [sealedByCurrent(secrets)],
  )
  for (const { id, secret, backup_codes: codes } of rows) {
    try {
      const renewed = [await renew(secret), await renew(codes)]
      await db.query(
        `update sambatan.two_factors set secret = $2, backup_codes = $3
         where id = $1 and secret = $4 and backup_codes = $5`,
        [id, ...renewed, secret, codes],
      )
    } catch (error) {
      log.error({ err: error, two_factor_id: id }, 'a second factor could not be encrypted anew')
    }
  }
}
