/** What a campaign of the demo is, and what happens to it. Times are hours from the moment of seeding. */
export interface DemoItem {
  name: string
  /** A picture in assets/demo/photos, without its width. */
  photo?: string
  description?: string
  price: number
  slotsPerUnit?: number
  minimumUnits?: number
  weightGrams: number
  sku: string
  tiers?: { name: string; price: number; units: number }[]
  /** Units that are held in the end. */
  ordered: number
}

export interface CampaignPlan {
  product: string
  title: string
  description: string
  totalSlots: number
  minimumSlots?: number
  /** Left out where `items` say what is sold. */
  pricePerSlot?: number
  items?: DemoItem[]
  /** The picture before those of its items; and a colour to show until they have loaded. */
  photo?: { file: string; color: string }
  /** From so many slots, per item. */
  volume?: { fromSlots: number; prices: number[] }[]
  minPerBuyer?: number
  maxPerBuyer?: number
  holdMinutes?: number
  completion?: 'at_deadline'
  offerMinutes?: number
  /** Who waits once it is full: five and an offer now, or a whole list of the past with all that can happen on one. */
  waits?: 'running' | 'past'
  createdAt: number
  opensAt?: number
  deadline: number
  draft?: true
  /** How many slots are held in the end (before it failed or was cancelled); left out where items say it. */
  slotsHeld?: number
  /** When the last of them joined; left out: just now, or just before it ended. */
  lastJoinAt?: number
  /** Joins beyond those: of people who never paid until their hold expired, and of people who thought better of it. */
  lapsed?: number
  left?: number
  /** Each order is asked for a sum of its own. */
  uniqueAmounts?: true
  /** How many of the latest have not paid yet. */
  unpaid?: number
  /** How many of the latest beside those were confirmed without money, and pay once the batch is made (see late-payers.ts). */
  payLater?: 2
  /** How many of the unpaid say that they have, and wait for their seller. */
  claimed?: number
  /** When the seller wrote to the first of them in WhatsApp. */
  reminded?: { at: number; count: number }
  extended?: { at: number; deadline: number }
  /** Where Rani, as whom buyers try the demo, is among those who hold slots. */
  rani?: 'first' | 'last'
  cancelled?: { at: number; reason: string }
  /** The seller wrote the story anew after people had joined. */
  reworded?: { at: number; description: string }
  /** One buyer who got the money back after all. */
  refunded?: { at: number; reason: string }
  /** When the seller sent back what was owed: to all, or to the first half; and when one of them said that it has not arrived. */
  sentBack?: { at: number; half?: true; notArrivedAt?: number }
  /** One buyer paid more than was due, and a payment was recorded for the wrong order and taken back. */
  muddled?: { at: number }
  /** Orders are changed, money is waived, given up, missed, a parcel is ticked off by mistake (see turns.ts); it has items and a volume price. */
  eventful?: true
  /** From when on the parcels arrived. */
  receivedFrom?: number
}
