/** A thing of the demo as a seller would say it. */
import type { ItemWish } from '../modules/campaigns/index.ts'
import type { DemoItem } from './campaign-plan.ts'

export function itemWish({ slotsPerUnit, minimumUnits, weightGrams, ...item }: DemoItem): ItemWish {
  return {
    name: item.name,
    description: item.description ?? '',
    price: item.price,
    compare_at_price: null,
    slots_per_unit: slotsPerUnit ?? 1,
    maximum_units: null,
    minimum_units: minimumUnits ?? null,
    max_per_buyer: null,
    weight_grams: weightGrams,
    sku: item.sku,
    photo_id: null,
    on_sale: true,
    tiers: (item.tiers ?? []).map((tier) => ({ ...tier, ends_at: null })),
  }
}
