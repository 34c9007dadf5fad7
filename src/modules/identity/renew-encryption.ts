/** After SAMBATAN_SECRET was changed: what the old secret encrypted is encrypted with the new one, so that the old can go. */
import type { Database } from '../../db/index.ts'
import type { Secrets } from '../../kernel/secrets.ts'

interface TwoFactorRow {
  id: string
  secret: string
  backup_codes: string
}

/**
 * Encrypts second factors anew that an older secret encrypted; returns how many. Safe on any number of nodes at once, and
 * beside people who use theirs: a row that somebody else has changed meanwhile is left as it is then.
 */
export async function renewEncryption(db: Database, secrets: Secrets): Promise<number> {
  if (secrets.versions.length === 1) return 0
  const { symmetricDecrypt, symmetricEncrypt } = await import('better-auth/crypto')
  const key = {
    keys: new Map(secrets.versions.map(({ version, value }) => [version, value])),
    currentVersion: secrets.versions[0]!.version,
  }
  const renew = async (data: string) => symmetricEncrypt({ key, data: await symmetricDecrypt({ key, data }) })
  const rows = await db.query<TwoFactorRow>(
    'select id, secret, backup_codes from sambatan.two_factors where not starts_with(secret, $1) or not starts_with(backup_codes, $1)',
    [`$ba$${key.currentVersion}$`],
  )
  for (const { id, secret, backup_codes: codes } of rows) {
    await db.query(
      `update sambatan.two_factors set secret = $2, backup_codes = $3
       where id = $1 and secret = $4 and backup_codes = $5`,
      [id, await renew(secret), await renew(codes), secret, codes],
    )
  }
  return rows.length
}
