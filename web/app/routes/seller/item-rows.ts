/** The rows of what a campaign sells, as they are typed: read from a form, added to, moved, and made into what the API takes. */
import type { Campaign } from '@sambatan/client'
import { fractionDigits } from '../../../../src/kernel/money.ts'
import { amountOf, countOf } from '../../amounts.ts'
import { fromLocalInput, localInput } from '../../local-time.ts'
import { text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { amountInput, type FieldErrors } from './terms.ts'

const itemFields = [
  'id',
  'name',
  'description',
  'price',
  'compare_at_price',
  'slots_per_unit',
  'maximum_units',
  'minimum_units',
  'max_per_buyer',
  'weight_grams',
  'sku',
  'photo_id',
  'off_sale',
] as const
const tierFields = ['id', 'name', 'price', 'units', 'ends_at'] as const

export type TierRow = Record<(typeof tierFields)[number], string>
export type ItemRow = Record<(typeof itemFields)[number], string> & { tiers: TierRow[] }

export interface VolumeRow {
  from_slots: string
  /** Of each item, in their order; empty where it stays as it is. */
  prices: string[]
}

export interface Rows {
  items: ItemRow[]
  volume: VolumeRow[]
}

/** As many as the API takes. */
export const rowsMax = { items: 30, tiers: 5, volume: 5 } as const

const emptyOf = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, ''])) as Record<Name, string>
export const emptyTier = (): TierRow => emptyOf(tierFields)
export const emptyItem = (): ItemRow => ({ ...emptyOf(itemFields), tiers: [] })

/** What is stored, as one would type it. */
export function rowsOf({ items, volume_prices: volume, currency }: Campaign): Rows {
  const amount = (value: number | null) => (value === null ? '' : amountInput(value, currency))
  const count = (value: number | null) => (value === null ? '' : `${value}`)
  return {
    items: items.map((item) => ({
      id: item.id,
      name: item.name,
      description: item.description,
      price: amount(item.price),
      compare_at_price: amount(item.compare_at_price),
      slots_per_unit: item.slots_per_unit === 1 ? '' : count(item.slots_per_unit),
      maximum_units: count(item.maximum_units),
      minimum_units: count(item.minimum_units),
      max_per_buyer: count(item.max_per_buyer),
      weight_grams: count(item.weight_grams),
      sku: item.sku ?? '',
      photo_id: item.photo_id ?? '',
      off_sale: item.on_sale ? '' : 'on',
      tiers: item.tiers.map((tier) => ({
        id: tier.id,
        name: tier.name,
        price: amount(tier.price),
        units: count(tier.units),
        ends_at: tier.ends_at ? localInput(tier.ends_at) : '',
      })),
    })),
    volume: volume.map((step) => ({
      from_slots: count(step.from_slots),
      prices: items.map(({ id }) => {
        const price = step.prices?.find(({ item_id }) => item_id === id)?.price ?? step.price
        return price === undefined ? '' : amount(price)
      }),
    })),
  }
}

/** What a form holds of them; undefined where it has none, as where scripts sent only what was changed. */
export function rowsIn(form: FormData): Rows | undefined {
  if (!form.has('items.0.name')) return undefined
  const rows: Rows = { items: [], volume: [] }
  for (let i = 0; i < rowsMax.items && form.has(`items.${i}.name`); i++) {
    const of = (path: string) => text(form, `items.${i}.${path}`)
    const item = { ...emptyItem(), ...Object.fromEntries(itemFields.map((field) => [field, of(field)])) }
    for (let j = 0; j < rowsMax.tiers && form.has(`items.${i}.tiers.${j}.price`); j++) {
      item.tiers.push(Object.fromEntries(tierFields.map((field) => [field, of(`tiers.${j}.${field}`)])) as TierRow)
    }
    rows.items.push(item)
  }
  for (let k = 0; k < rowsMax.volume && form.has(`volume_prices.${k}.from_slots`); k++) {
    rows.volume.push({
      from_slots: text(form, `volume_prices.${k}.from_slots`),
      prices: rows.items.map((_, i) => text(form, `volume_prices.${k}.prices.${i}.price`)),
    })
  }
  return rows
}

export const isRowAct = (intent: string) => /^(?:items|tiers|volume)-/.test(intent)

/**
 * The rows after a button of theirs was pressed; the script of the editor does the same on the spot. A row more than there can be is
 * not added: nobody would store it.
 */
export function actedOn({ items, volume }: Rows, intent: string): Rows {
  const [, act = '', at = '', within = ''] = /^([a-z-]+)(?::(\d+)(?:\.(\d+))?)?$/.exec(intent) ?? []
  const place = Number(at)
  const item = items[place]
  const isMost = {
    'items-add': items.length >= rowsMax.items,
    'items-copy': items.length >= rowsMax.items,
    'tiers-add': (item?.tiers.length ?? 0) >= rowsMax.tiers,
    'volume-add': volume.length >= rowsMax.volume,
  }[act]
  if (isMost) return { items, volume }
  const along = <Row>(change: (list: Row[], copy: (row: Row) => Row, empty: () => Row) => Row[]) => ({
    items: change(
      items as Row[],
      (row) =>
        ({ ...(row as ItemRow), id: '', tiers: (row as ItemRow).tiers.map((tier) => ({ ...tier, id: '' })) }) as Row,
      () => emptyItem() as Row,
    ) as ItemRow[],
    volume: volume.map((step) => ({
      ...step,
      prices: change(
        step.prices as Row[],
        (row) => row,
        () => '' as Row,
      ) as string[],
    })),
  })
  const withTiers = (tiers: TierRow[]) => ({ items: items.toSpliced(place, 1, { ...item!, tiers }), volume })
  switch (act) {
    case 'items-add':
      return along((list, _, empty) => [...list, empty()])
    case 'items-copy':
      return item ? along((list, copy) => list.toSpliced(place + 1, 0, copy(list[place]!))) : { items, volume }
    case 'items-remove':
      return items.length > 1 ? along((list) => list.toSpliced(place, 1)) : { items, volume }
    case 'items-up':
      return item && place > 0 ? along((list) => swapped(list, place - 1)) : { items, volume }
    case 'items-down':
      return item && place < items.length - 1 ? along((list) => swapped(list, place)) : { items, volume }
    case 'tiers-add':
      return item ? withTiers([...item.tiers, emptyTier()]) : { items, volume }
    case 'tiers-remove':
      return item ? withTiers(item.tiers.toSpliced(Number(within), 1)) : { items, volume }
    case 'volume-add':
      return { items, volume: [...volume, { from_slots: '', prices: items.map(() => '') }] }
    case 'volume-remove':
      return { items, volume: volume.toSpliced(place, 1) }
    default:
      return { items, volume }
  }
}

function swapped<Row>(list: Row[], at: number): Row[] {
  return list.toSpliced(at, 2, list[at + 1]!, list[at]!)
}

/** What is typed as the API takes it; what cannot be is named by its path there. */
export function bodyOf({ items, volume }: Rows, currency: string) {
  const errors: FieldErrors = {}
  const digits = fractionDigits(currency)
  const amount = (path: string, typed: string): number => {
    const value = amountOf(typed, digits)
    if (!value) errors[path] = m.seller_error_price()
    return value || 1
  }
  const count = (path: string, typed: string): number | null => {
    const value = typed === '' ? null : (countOf(typed) ?? undefined)
    if (value === undefined) errors[path] = m.seller_error_count()
    return value ?? null
  }
  const body = {
    items: items.map((row, i) => {
      const at = (field: string) => `items.${i}.${field}`
      if (row.name === '') errors[at('name')] = m.seller_error_name()
      return {
        ...(row.id && { id: row.id }),
        name: row.name,
        description: row.description,
        price: amount(at('price'), row.price),
        compare_at_price: row.compare_at_price === '' ? null : amount(at('compare_at_price'), row.compare_at_price),
        slots_per_unit: count(at('slots_per_unit'), row.slots_per_unit) ?? 1,
        maximum_units: count(at('maximum_units'), row.maximum_units),
        minimum_units: count(at('minimum_units'), row.minimum_units),
        max_per_buyer: count(at('max_per_buyer'), row.max_per_buyer),
        weight_grams: count(at('weight_grams'), row.weight_grams),
        sku: row.sku || null,
        photo_id: row.photo_id || null,
        on_sale: row.off_sale === '',
        tiers: row.tiers.map((tier, j) => {
          const ends = tier.ends_at === '' ? null : fromLocalInput(tier.ends_at)
          if (ends === undefined) errors[at(`tiers.${j}.ends_at`)] = m.seller_error_time()
          return {
            ...(tier.id && { id: tier.id }),
            name: tier.name,
            price: amount(at(`tiers.${j}.price`), tier.price),
            units: count(at(`tiers.${j}.units`), tier.units),
            ends_at: ends ?? null,
          }
        }),
      }
    }),
    volume_prices: volume.map((step, k) => {
      const path = `volume_prices.${k}`
      const from = countOf(step.from_slots)
      if (from === undefined) errors[`${path}.from_slots`] = m.seller_error_count()
      const prices = step.prices.flatMap((typed, item) =>
        typed === '' ? [] : { item, price: amount(`${path}.prices.${item}.price`, typed) },
      )
      if (prices.length === 0) errors[`${path}.prices.0.price`] = m.seller_error_price()
      return { from_slots: from ?? 1, prices }
    }),
  }
  return { body, errors }
}

/** Where the API names a step of the volume as a whole, it is about its first price. */
export function pathShown(path: string): string {
  return path
    .replace(/^(volume_prices\.\d+)\.(?:price|prices)$/, '$1.prices.0.price')
    .replace(/\.tiers$/, '.tiers.0.price')
}
