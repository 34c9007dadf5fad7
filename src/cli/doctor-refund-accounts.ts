/** Whether the accounts to which buyers want their money back can still be opened. */
import type { Config } from '../config.ts'
import type { Database } from '../db/index.ts'
import { parseSecrets } from '../kernel/secrets.ts'
import { withKeptSecrets } from '../local-secrets.ts'
import { unreadableRefundAccounts } from '../modules/money/index.ts'
import type { Finding } from './doctor-system.ts'
import { counted } from './terminal.ts'

const namedMax = 10

export async function checkRefundAccounts(db: Database, config: Config): Promise<Finding[]> {
  const { secret } = await withKeptSecrets(config)
  if (secret === undefined) return []
  const name = 'refund accounts'
  const { count, unreadable } = await unreadableRefundAccounts(db, parseSecrets(secret))
  if (count === 0) return []
  if (unreadable.length === 0) return [{ name, level: 'ok', says: `${counted(count, 'account')}, all can be opened` }]
  return [
    {
      name,
      level: 'fail',
      says: `SAMBATAN_SECRET does not open ${unreadable.length} of ${counted(count, 'account')}: nobody can be shown where that money goes`,
      count: unreadable.length,
      offenders: unreadable.slice(0, namedMax).map((id) => `person ${id}`),
      advice:
        'Set the secret that was there before as well (SAMBATAN_SECRET=new,old) and restart; without it these people have to give their accounts again.',
    },
  ]
}
