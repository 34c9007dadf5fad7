import type { Campaign } from '../../src/modules/campaigns/index.ts'

/** A campaign as the API shows it, of 100 slots of which 45 are taken, or as the wish says. */
export function sharedCampaign({ taken = 45, ...wish }: Partial<Campaign> & { taken?: number }): Campaign {
  const total = wish.total_slots ?? 100
  return {
    id: '01a20f0d-5805-7000-a7e3-f62fbc3da215',
    slug: 'melati-senja-batch-2',
    product_id: '01a20f0d-5805-7000-a7e3-f62fbc3da216',
    product_name: 'Melati Senja',
    image_url: null,
    photos: [],
    seller_id: 'seller-1',
    seller_name: 'Rumah Melati',
    title: 'Melati Senja – Batch Kedua',
    description: '',
    currency: 'IDR',
    total_slots: total,
    minimum_slots: total,
    price_per_slot: 185_000,
    min_per_buyer: 1,
    max_per_buyer: null,
    hold_minutes: null,
    opens_at: null,
    deadline: '2026-12-03T10:00:00.000Z',
    status: 'active',
    slots_taken: taken,
    slots_remaining: total - taken,
    slots_at_close: null,
    progress: Math.round((taken * 10_000) / total) / 100,
    progress_percent: Math.floor((taken * 100) / total),
    participant_count: taken,
    contribution: taken * 185_000,
    published_at: '2026-11-20T10:00:00.000Z',
    completed_at: null,
    closed_at: null,
    created_at: '2026-11-20T10:00:00.000Z',
    updated_at: '2026-11-24T10:00:00.000Z',
    ...wish,
  }
}
