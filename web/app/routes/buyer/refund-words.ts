/** Where one's money goes back to, as its own person is shown it. */
import { type Api, attempt } from '../../page.ts'
import { m } from '../../paraglide/messages.js'

export type Account = Awaited<ReturnType<Api['readRefundAccount']>>

/** What one has said; nothing where that cannot be opened any more, or this installation keeps none. */
export async function accountOf(api: Api): Promise<{ account: Account | undefined; isUnreadable: boolean }> {
  const found = await attempt(api.readRefundAccount({ id: 'me' }))
  if (found.ok) return { account: found.result, isUnreadable: false }
  return { account: undefined, isUnreadable: found.problem.code === 'refund_account_unreadable' }
}

/** `BCA … 6789`. */
export function accountWords({ name, number_ends: digits }: Account): string {
  return `${name} ${m.refund_ends({ digits })}`
}
