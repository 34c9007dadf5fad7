import type { Tx } from '../../db/index.ts'
import { recordAccess } from '../identity/index.ts'
import { forgetRefusal, type RefusedAddress } from '../mail/index.ts'

/**
 * An operator lets letters go again to an address that a mail server had refused. On record with whose it is and why; the address
 * itself is not, because what is on record stays when its person is erased.
 * @throws Problem refused_address_not_found
 */
export async function freeAddress(tx: Tx, address: string, reason: string): Promise<RefusedAddress> {
  const freed = await forgetRefusal(tx, address)
  await recordAccess(tx, 'address_freed', freed.person_id, { domain: freed.address.split('@').at(-1), reason })
  return freed
}
