/** How messages are written in messages/<language>: the format of inlang, of which this is what we use. */

/** A text with `{parameters}`, or one for each way to count, in a list of one. */
export type Message = string | Counting[]

interface Counting {
  /** `input count`, `local plural = count: plural` */
  declarations: string[]
  selectors: string[]
  /** `plural=one`; where two things are counted, `one=one, other=other`. */
  match: Record<string, string>
}

/** A string stands as it is, apart from the words around it; a number is written as its readers write it. */
export type MessageValue = string | number

/** All that a message may say. */
export function textsOf(message: Message): string[] {
  return typeof message === 'string' ? [message] : Object.values(message[0]!.match)
}

/** The parameters that a message names. */
export function namedIn(message: Message): string[] {
  return textsOf(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))
}

/** Which parameter each selector counts. */
export function countedIn(message: Message): Record<string, string> {
  if (typeof message === 'string') return {}
  const locals = message[0]!.declarations.flatMap((one) => {
    const [, local, parameter] = /^local (\w+) = (\w+): plural$/.exec(one) ?? []
    return local === undefined ? [] : [[local, parameter!] as const]
  })
  return Object.fromEntries(locals)
}

/** The text that counts as these values do. */
export function textFor(message: Message, rules: Intl.PluralRules, values: Record<string, MessageValue>): string {
  if (typeof message === 'string') return message
  const counted = countedIn(message)
  const fits = (condition: string) => {
    const [selector, category] = condition.split('=') as [string, string]
    return rules.select(Number(values[counted[selector]!])) === category
  }
  return Object.entries(message[0]!.match).find(([conditions]) => conditions.split(', ').every(fits))![1]
}
