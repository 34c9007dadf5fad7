/**
 * Which order a line of a statement may be about, and why. Certain is an amount that is owed of one order alone and that no other
 * line comes to, or an amount with the code of its order: that is proposed. Everything else a person chooses: two orders of one
 * amount, a name, a code beside another amount, an amount that was rounded, one that was asked for formerly.
 */

export const matchReasons = ['code', 'amount', 'formerly', 'name', 'rounded', 'earlier'] as const
export type MatchReason = (typeof matchReasons)[number]

/** An order of which something is owed, or that was asked for a sum of its own formerly. */
export interface OpenOrder {
  participation_id: string
  code: string
  buyer_name: string | null
  owed: number
  /** Exact sums that named it and are nobody else's yet: a transfer may come late, or twice. */
  formerly: number[]
  /** The day on which it was made: a transfer before that is hardly for it. */
  since: string
}

export interface Transfer {
  on: string
  amount: number
  remark: string
}

export interface Choice<Order extends OpenOrder = OpenOrder> {
  order: Order
  reasons: MatchReason[]
}

export interface Match<Order extends OpenOrder = OpenOrder> {
  isCertain: boolean
  /** Whether another line comes to the same order as certainly. */
  isContested: boolean
  /** The likeliest first. */
  choices: Choice<Order>[]
  /** How many more there would be. */
  more: number
}

/** Less than the smallest part that is added to name an order would be found by its amount; more is another sum. */
const roundedMax = 999
const choicesMax = 6
const worth: Record<MatchReason, number> = { code: 16, amount: 8, formerly: 6, name: 4, rounded: 2, earlier: -1 }

export function matchLines<Order extends OpenOrder>(lines: Transfer[], orders: Order[]): Match<Order>[] {
  const finder = indexOf(orders)
  const found = lines.map((line) => matchLine(line, finder))
  const claims = new Map<string, number>()
  for (const { isCertain, choices } of found) {
    if (!isCertain) continue
    const id = choices[0]!.order.participation_id
    claims.set(id, (claims.get(id) ?? 0) + 1)
  }
  return found.map((match) => {
    const isContested = match.isCertain && claims.get(match.choices[0]!.order.participation_id)! > 1
    // What another line pays to the rupiah is hardly what this one was rounded from.
    // Nor is any that is merely near where the line names another.
    const isTold = match.choices.some(({ reasons }) => !reasons.every(isVague))
    const choices = match.choices.filter(
      ({ order, reasons }) => !reasons.every(isVague) || !(isTold || claims.has(order.participation_id)),
    )
    return {
      isCertain: match.isCertain && !isContested,
      isContested,
      choices: choices.slice(0, choicesMax),
      more: Math.max(0, choices.length - choicesMax),
    }
  })
}

const isVague = (reason: MatchReason): boolean => reason === 'rounded' || reason === 'earlier'

interface Finder<Order> {
  byAmount: Map<number, Order[]>
  byFormer: Map<number, Order>
  byCode: Map<string, Order>
  named: { order: Order; words: string[] }[]
  all: Order[]
}

function indexOf<Order extends OpenOrder>(orders: Order[]): Finder<Order> {
  const byAmount = new Map<number, Order[]>()
  const open = orders.filter(({ owed }) => owed > 0)
  for (const order of open) byAmount.set(order.owed, [...(byAmount.get(order.owed) ?? []), order])
  return {
    byAmount,
    byFormer: new Map(orders.flatMap((order) => order.formerly.map((amount) => [amount, order] as const))),
    byCode: new Map(orders.map((order) => [order.code, order])),
    named: open.map((order) => ({ order, words: nameWords(order.buyer_name) })).filter(({ words }) => words.length > 0),
    all: open,
  }
}

/** A line by itself, whatever others come to; all of its choices. */
function matchLine<Order extends OpenOrder>(
  line: Transfer,
  finder: Finder<Order>,
): Pick<Match<Order>, 'isCertain' | 'choices'> {
  const found = new Map<Order, MatchReason[]>()
  const add = (order: Order, reason: MatchReason) => found.set(order, [...(found.get(order) ?? []), reason])
  const coded = codesIn(line.remark).flatMap((code) => finder.byCode.get(code) ?? [])
  for (const order of new Set(coded)) add(order, 'code')
  const exact = finder.byAmount.get(line.amount) ?? []
  for (const order of exact) add(order, 'amount')
  const former = finder.byFormer.get(line.amount)
  if (former) add(former, 'formerly')
  const said = wordsIn(line.remark)
  for (const { order, words } of finder.named) if (saysName(said, words)) add(order, 'name')
  if (exact.length === 0 && !former) {
    for (const order of finder.all) if (Math.abs(order.owed - line.amount) <= roundedMax) add(order, 'rounded')
  }
  for (const order of found.keys()) if (line.on < order.since) add(order, 'earlier')
  const choices = [...found]
    .map(([order, reasons]) => ({ order, reasons }))
    .sort((a, b) => sum(b.reasons) - sum(a.reasons) || (a.order.participation_id < b.order.participation_id ? -1 : 1))
  return {
    isCertain: isCertain(choices, former ? [...exact, former] : exact, new Set(coded)),
    choices,
  }
}

const sum = (reasons: MatchReason[]) => reasons.reduce((total, reason) => total + worth[reason], 0)

function isCertain<Order>(choices: Choice<Order & OpenOrder>[], exact: Order[], coded: Set<Order>): boolean {
  const [first] = choices
  if (first === undefined || !first.reasons.includes('amount') || first.reasons.includes('earlier')) return false
  // A code that names another order than the amount does is a contradiction; one that names it settles which of several it is.
  if (coded.size > 0) return coded.size === 1 && coded.has(first.order)
  return exact.length === 1
}

/** Six letters and digits that stand alone. */
function codesIn(remark: string): string[] {
  return remark
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word.length === 6)
}

function wordsIn(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word.length > 1)
}

/** Of a name what banks write of it: words of letters, without single letters. One short word alone is no name to go by. */
function nameWords(name: string | null): string[] {
  const words = wordsIn(name ?? '').filter((word) => /^[A-Z]+$/.test(word))
  return words.length === 1 && words[0]!.length < 4 ? [] : words
}

/** Whether the words of a name stand together, in order; the last may be cut off, as banks do at the end of a field. */
function saysName(said: string[], name: string[]): boolean {
  const last = name.length - 1
  return said.some((_, at) =>
    name.every((word, place) => {
      const given = said[at + place]
      if (given === undefined) return false
      return given === word || (place === last && last > 0 && given.length >= 3 && word.startsWith(given))
    }),
  )
}
