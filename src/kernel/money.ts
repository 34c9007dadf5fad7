/**
 * The currencies in which something can be sold: those of ISO 4217 that people pay with, without funds, metals and test
 * codes. (SIX Financial Information, list one, as of January 2026.)
 */
export const currencies = new Set(
  (
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC ' +
    'CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ' +
    'ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK ' +
    'MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE ' +
    'SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF ' +
    'XPF YER ZAR ZMW ZWG'
  ).split(' '),
)

/**
 * Where it is not two: the digits of ISO 4217, but for the rupiah, whose hundredths nobody has used for decades: amounts of
 * it count whole rupiah.
 */
const digitsOf = new Map([
  ...'BIF CLP DJF GNF IDR ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
])

export function isCurrency(code: string): boolean {
  return currencies.has(code)
}

/** How many digits of an amount stand behind the point. */
export function fractionDigits(currency: string): number {
  return digitsOf.get(currency) ?? 2
}

/**
 * An amount as files have it, in the digits of its currency and without a sign of it: 3700 of USD is `37.00`.
 * @param amount a whole number of the currency's smallest unit in use
 */
export function decimalOf(amount: number, currency: string): string {
  const places = fractionDigits(currency)
  if (places === 0) return String(amount)
  const digits = String(Math.abs(amount)).padStart(places + 1, '0')
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
