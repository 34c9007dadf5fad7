/** What somebody orders of a campaign: lines, or a number of units where there is one item of one slot. */
export interface Order {
  quantity?: number | undefined
  lines?: { item_id: string; units: number }[] | undefined
}
