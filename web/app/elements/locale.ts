import { defaultLanguage, languageOf, localeOf } from '../../../src/kernel/language.ts'

/** How numbers and times are written for whoever reads this page. */
export const locale = localeOf[languageOf(document.documentElement.lang) ?? defaultLanguage]
