/**
 * What the server says to people: problems, what is wrong with a field, mails, files, pictures. The texts stand in
 * messages/<language>, beside those of the pages and in their format. `messages.gen.ts` knows their keys and what each needs, so
 * that a misspelt one, or a parameter that is missing or too many, does not compile.
 */
import { isolated } from './isolated.ts'
import { type Language, localeOf } from './language.ts'
import { type MessageValue, namedIn, textFor } from './message-format.ts'
import { catalogues, type Messages } from './messages.gen.ts'

export type MessageKey = keyof Messages

/** Those that need nothing. */
export type PlainMessageKey = {
  [Key in MessageKey]: Record<never, never> extends Messages[Key] ? Key : never
}[MessageKey]

/** Of several keys, what any of them needs. */
type Given<Key extends MessageKey> = [Key] extends [PlainMessageKey]
  ? []
  : [params: Messages[Exclude<Key, PlainMessageKey>]]

/** A text that is said later, in the language of whoever is to read it. */
export interface Sayable {
  key: MessageKey
  params: Record<string, MessageValue>
}

const numbers: Record<Language, Intl.NumberFormat> = {
  id: new Intl.NumberFormat(localeOf.id),
  en: new Intl.NumberFormat(localeOf.en),
}

const plurals: Record<Language, Intl.PluralRules> = {
  id: new Intl.PluralRules(localeOf.id),
  en: new Intl.PluralRules(localeOf.en),
}

export function say<Key extends MessageKey>(language: Language, key: Key, ...[params]: Given<Key>): string {
  return render(language, key, params ?? {})
}

export function later<Key extends MessageKey>(key: Key, ...[params]: Given<Key>): Sayable {
  return { key, params: params ?? {} }
}

export function sayLater(language: Language, { key, params }: Sayable): string {
  return render(language, key, params)
}

/** For words that a later version may have written: undefined where no catalogue has them, or they need more than is given. */
export function sayIfThere(
  language: Language,
  key: string,
  params: Record<string, MessageValue> = {},
): string | undefined {
  const message = Object.hasOwn(catalogues[language], key) ? catalogues[language][key]! : undefined
  if (message === undefined || namedIn(message).some((name) => !Object.hasOwn(params, name))) return undefined
  return render(language, key, params)
}

/** Where only a running program knows which message it is, and with which parameters. */
export function render(language: Language, key: string, params: Record<string, MessageValue>): string {
  const message = catalogues[language][key]
  if (message === undefined) throw new Error(`there is no message "${key}"`)
  return textFor(message, plurals[language], params).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name]
    if (value === undefined) throw new Error(`the message "${key}" needs "${name}"`)
    return typeof value === 'number' ? numbers[language].format(value) : isolated(value)
  })
}
