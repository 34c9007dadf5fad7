/** What is said of the money where something is confirmed. */

export const moneyMethods = ['bank_transfer', 'qris', 'ewallet', 'cash', 'marketplace', 'other'] as const

export type MoneyMethod = (typeof moneyMethods)[number]

export interface Paid {
  /** Left out: all that is missing was received. Null: nothing is put on record. */
  payment?:
    | {
        amount?: number | undefined
        method?: MoneyMethod | undefined
        reference?: string | undefined
        on?: string | undefined
        note?: string | undefined
        /** Also more than is due. */
        anyway?: boolean | undefined
      }
    | null
    | undefined
  /** Whether the seller does not ask for what is missing still. */
  waive?: boolean | undefined
}

/** As SQL takes it. */
export function paymentOf({ payment = {} }: Paid): string {
  return JSON.stringify(payment)
}
