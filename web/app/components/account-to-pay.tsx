import type { AccountToPay as Account } from '@sambatan/client'
import { dateTime, money } from '../format.ts'
import { m } from '../paraglide/messages.js'
import { CopyButton } from './copy-button.tsx'
import { Facts } from './facts.tsx'

/**
 * To which account the money of an order goes, for who must pay it: what `showRefundAccount` gave. That it was shown is on record; it is
 * made by a form, and never for a page that only looks.
 */
export function AccountToPay({ account }: { account: Account }) {
  const { name, code, kind, number, holder, changed_at: changedAt, amount, currency } = account
  return (
    <div className="max-w-2xl">
      <Facts
        facts={[
          [m.refund_account_owed(), <strong key="amount">{money(amount, currency)}</strong>],
          [m.refund_account_bank(), kind === 'bank' ? `${name} (${m.refund_account_code({ code })})` : name],
          [
            m.refund_account_number(),
            <span key="number" className="flex flex-wrap items-center gap-x-4 gap-y-1">
              <strong className="text-lg break-all select-all">{number}</strong>
              <CopyButton
                text={number}
                words={m.refund_account_copy()}
                copied={m.refund_account_copied()}
                variant="plain"
                className="min-h-11! text-sm"
              />
            </span>,
          ],
          [m.refund_account_holder(), <strong key="holder">{holder}</strong>],
          [m.refund_account_changed(), dateTime(changedAt)],
        ]}
      />
      <p className="mt-3 text-sm text-soft">{m.refund_account_recorded()}</p>
    </div>
  )
}
