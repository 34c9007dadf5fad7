/** Currencies whose smallest unit in use is the whole one, although some have hundredths on paper. */
const wholeCurrencies = new Set(['IDR', 'JPY', 'KRW', 'VND', 'CLP', 'ISK'])

/** How many digits of an amount stand behind the point. */
export function fractionDigits(currency: string): number {
  return wholeCurrencies.has(currency) ? 0 : 2
}
