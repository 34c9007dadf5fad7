/** The languages of people: Indonesian first. */
export type Language = 'id' | 'en'

export const languages = ['id', 'en'] as const satisfies Language[]

/** Of whoever has not said otherwise. */
export const defaultLanguage: Language = 'id'

/** As whom numbers and times are written for them. */
export const localeOf: Record<Language, string> = { id: 'id-ID', en: 'en-GB' }

/**
 * The language of a tag such as `id-ID`; undefined for any other. `in` is what Indonesian was called before 1989, and still is
 * on older Android phones, and `id_ID` is how systems write it.
 */
export function languageOf(tag: string): Language | undefined {
  const [, language] = /^(id|in|en)(?:[-_]|$)/i.exec(tag.trim()) ?? []
  return language === undefined ? undefined : language.toLowerCase() === 'en' ? 'en' : 'id'
}

/**
 * The language of an `Accept-Language` header (RFC 9110, section 12.5.4): the supported one with the highest weight;
 * Indonesian when the header is missing or names neither. Our own because `negotiator` knows neither `in` nor `id_ID`, and answers the
 * phones that send them in English.
 */
export function fromAcceptLanguage(header: string | undefined): Language {
  if (!header) return 'id'
  let best: Language = 'id'
  let bestWeight = 0
  for (const part of header.slice(0, 400).split(',')) {
    const [tag = '', ...parameters] = part.trim().split(';')
    const language = languageOf(tag)
    if (language === undefined) continue
    const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))
    const weight = quality ? Number(quality.trim().slice(2)) : 1
    if (weight > bestWeight) {
      best = language
      bestWeight = weight
    }
  }
  return best
}
