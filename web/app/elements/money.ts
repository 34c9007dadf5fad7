/** Amounts as the server writes them: with the digits that it says, never with those that a browser has for a currency. */
import { locale } from './locale.ts'

/** @returns writes an amount of the currency's smallest unit in use */
export function moneyIn({ currency, digits }: DOMStringMap): (amount: number) => string {
  const places = Number(digits)
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: currency!,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: places,
    maximumFractionDigits: places,
  })
  return (amount) => format.format(amount / 10 ** places)
}
