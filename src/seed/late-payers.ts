/** Two who join late are trusted to pay after the batch is made, and are reminded of it: one says that they have, one has forgotten. */
import { assert } from '../kernel/assert.ts'
import { claimPayment, claimsOf, confirmClaim, recordMoney } from '../modules/money/index.ts'
import { add, type Context, minute } from './context.ts'
import type { Claim } from './orders.ts'

const day = 24
/** In hours after the deadline, when the batch is made for certain. */
const certainly = 7
const daysToPay = 7

/** @param late those who were confirmed without money, in the order in which they joined */
export function addLatePayers(context: Context, late: Claim[]): void {
  if (context.plan.payLater === undefined) return
  const [forgetful, prompt] = late
  assert(forgetful && prompt && late.length === 2, 'two pay later')
  const completed = context.plan.deadline + certainly
  addClaim(context, prompt, completed)
  // Their letters are written while they are true: a day before the time is over, and a day after.
  add(context, completed + (daysToPay - 1) * day, 'worker', context.post)
  add(context, completed + (daysToPay + 1) * day, 'worker', context.post)
  add(context, completed + (daysToPay + 1.5) * day, context.seller, async (tx) => {
    await recordMoney(tx, forgetful.id, {
      kind: 'received',
      method: 'bank_transfer',
      note: 'Lupa, ditransfer setelah diingatkan.',
    })
  })
}

/** Its seller is away for a day, and is asked about it. */
function addClaim(context: Context, claim: Claim, completed: number): void {
  const at = completed + 2 * day
  add(context, at, `user:${claim.buyer.userId}`, async (tx) => {
    await claimPayment(tx, claim.id, { note: 'Baru gajian, sudah saya transfer.' })
  })
  add(context, at + day + 5 * minute, 'worker', context.post)
  add(context, at + day + 50 * minute, context.seller, async (tx) => {
    const [said] = await claimsOf(tx, { participationId: claim.id })
    await confirmClaim(tx, said!.id, { method: 'bank_transfer' })
  })
}
