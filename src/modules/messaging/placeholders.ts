/** What stands for a buyer's order in a template: `{nama}`, `{batas waktu}`. Each language has its own words; either are understood. */
import { isolated } from '../../kernel/isolated.ts'
import { type Language, languages } from '../../kernel/language.ts'
import { say } from '../../kernel/messages.ts'
import { Problem } from '../../kernel/problem.ts'
import type { TemplateName } from './shapes.ts'

export const placeholderNames = ['name', 'order', 'amount', 'deadline', 'link', 'campaign', 'seller'] as const

export type PlaceholderName = (typeof placeholderNames)[number]

export type Values = Record<PlaceholderName, string>

const pattern = /\{([^{}\n]{1,60})\}/g

const folded = (typed: string) => typed.trim().replace(/\s+/g, ' ').toLowerCase()

/** As they are typed, with what they stand for. */
export function placeholdersIn(language: Language): { placeholder: string; means: string }[] {
  return placeholderNames.map((name) => ({
    placeholder: written(name, language),
    means: say(language, `placeholder_${name}_means`),
  }))
}

function written(name: PlaceholderName, language: Language): string {
  return `{${say(language, `placeholder_${name}`)}}`
}

function nameOf(typed: string): PlaceholderName | undefined {
  const word = folded(typed)
  return placeholderNames.find((name) =>
    languages.some((language) => folded(say(language, `placeholder_${name}`)) === word),
  )
}

export function defaultText(template: TemplateName, language: Language): string {
  const own = Object.fromEntries(placeholderNames.map((name) => [name, written(name, language)])) as Values
  return say(language, `message_text_${template}`, own)
}

/** @throws Problem template_placeholder_unknown */
export function checkPlaceholders(text: string, language: Language): void {
  const typed = [...text.matchAll(pattern)].map(([, inner]) => inner!)
  const unknown = [...new Set(typed.filter((inner) => nameOf(inner) === undefined).map((inner) => inner.trim()))]
  if (unknown.length === 0) return
  const known = placeholderNames.map((name) => say(language, `placeholder_${name}`))
  throw new Problem('template_placeholder_unknown', {
    path: 'text',
    unknown: unknown.map((inner) => `“${inner}”`).join(', '),
    known: known.join(', '),
  })
}

/** In one go, so that a name with braces in it stands for nothing. What is no placeholder stays as it was typed. */
export function filledIn(text: string, values: Values): string {
  return text
    .replace(pattern, (whole, inner: string) => {
      const name = nameOf(inner)
      return name === undefined ? whole : isolated(values[name])
    })
    .trim()
    .toWellFormed()
}
