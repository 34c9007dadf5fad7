/** What a share image says, and when it is another one. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawingOf, shareImagePath, shareImageVersion } from '../../src/modules/sharing/drawing.ts'
import { moneyInWords, stateInWords } from '../../src/modules/sharing/words.ts'
import { sharedCampaign } from '../support/shared-campaign.ts'

const inWords = (wish: Parameters<typeof sharedCampaign>[0], language: 'id' | 'en') => {
  const { first, rest } = stateInWords(sharedCampaign(wish), language)
  return [first, ...rest].join(' · ')
}

describe('how a campaign stands', () => {
  it.each([
    ['active', {}, '45 % · 55 slot lagi · tutup 3 Des', '45% · 55 slots left · closes 3 Dec'],
    [
      'nearly full',
      { taken: 1_999, total_slots: 2_000 },
      '99 % · 1 slot lagi · tutup 3 Des',
      '99% · 1 slot left · closes 3 Dec',
    ],
    [
      'of many slots',
      { taken: 0, total_slots: 250_000 },
      '0 % · 250.000 slot lagi · tutup 3 Des',
      '0% · 250,000 slots left · closes 3 Dec',
    ],
    [
      'scheduled',
      { status: 'scheduled', taken: 0, opens_at: '2026-11-27T12:00:00.000Z' },
      'Dibuka 27 Nov, 19.00 WIB · 100 slot',
      'Opens 27 Nov, 19:00 WIB · 100 slots',
    ],
    ['past its goal', { taken: 95, minimum_slots: 80 }, 'Target tercapai · 5 slot lagi', 'Goal reached · 5 slots left'],
    ['full', { status: 'full', taken: 100 }, 'Penuh · 100 dari 100 slot', 'Full · 100 of 100 slots'],
    [
      'completed',
      { status: 'completed', taken: 81, slots_at_close: 81 },
      'Berhasil · 81 dari 100 slot',
      'Succeeded · 81 of 100 slots',
    ],
    [
      'failed',
      { status: 'failed', taken: 0, slots_at_close: 21 },
      'Target tidak tercapai · dana harus kembali',
      'Goal not reached · money owed back',
    ],
    [
      'by confirmed slots',
      { taken: 95, slots_confirmed: 30, minimum_slots: 80, goal_counts: 'confirmed' },
      '30 % · 5 slot lagi · tutup 3 Des',
      '30% · 5 slots left · closes 3 Dec',
    ],
    [
      'settling',
      { taken: 95, status: 'active', settling: true, goal_counts: 'confirmed' },
      'Tenggat lewat · menunggu pembayaran',
      'Deadline passed · awaiting payments',
    ],
    ['cancelled', { status: 'cancelled', taken: 0 }, 'Dibatalkan · dana harus kembali', 'Cancelled · money owed back'],
  ] as const)('is said in both languages: %s', (_, wish, id, en) => {
    expect(inWords(wish, 'id')).toBe(id)
    expect(inWords(wish, 'en')).toBe(en)
  })

  it('is told by the clock of Jakarta: a deadline at seven in the evening of London is tomorrow there', () => {
    expect(inWords({ deadline: '2026-12-03T19:00:00.000Z' }, 'id')).toContain('tutup 4 Des')
  })

  it('has amounts in whole units or hundredths, with a sign that can be drawn', () => {
    const plain = (amount: number, currency: string, language: 'id' | 'en') =>
      moneyInWords(amount, currency, language).replaceAll('\u00a0', ' ')
    expect(plain(185_000, 'IDR', 'id')).toBe('Rp 185.000')
    expect(plain(185_000, 'IDR', 'en')).toBe('Rp 185,000')
    expect(plain(1_250, 'USD', 'en')).toBe('$12.50')
    expect(plain(9_007_199_254_740_991, 'IDR', 'id')).toBe('Rp 9.007.199.254.740.991')
    expect(plain(5_000, 'INR', 'en')).toBe('INR 50.00')
  })

  it('is shown with the shares that closed campaigns had', () => {
    expect(drawingOf(sharedCampaign({ status: 'failed', taken: 0, slots_at_close: 21 }), 'id')).toMatchObject({
      share: 0.21,
      mood: 'ended',
    })
    expect(drawingOf(sharedCampaign({ status: 'completed', taken: 80, slots_at_close: 80 }), 'id').mood).toBe('done')
  })

  it('is shown as full as it is of what counts', () => {
    const paid = { taken: 95, slots_confirmed: 30, goal_counts: 'confirmed' as const }
    expect(drawingOf(sharedCampaign(paid), 'id').share).toBe(0.3)
  })

  it('is shown with a mark where the goal lies, while that matters', () => {
    const goalOf = (wish: Parameters<typeof sharedCampaign>[0]) => drawingOf(sharedCampaign(wish), 'id').goal
    expect(goalOf({ minimum_slots: 80 })).toBe(0.8)
    expect(goalOf({})).toBeNull()
    expect(goalOf({ minimum_slots: 80, status: 'failed', taken: 0, slots_at_close: 21 })).toBeNull()
  })

  it('has a title whatever the campaign is called', () => {
    const titles = ['☕️☕️☕️', 'ꦩꦼꦭꦠꦶ', '...'].map((title) => drawingOf(sharedCampaign({ title }), 'id').title)
    expect(titles).toEqual(['Melati Senja', 'Melati Senja', '...'])
    expect(drawingOf(sharedCampaign({ title: '☕️', product_name: '☕️' }), 'id').title).toBe('Sambatan')
    expect(drawingOf(sharedCampaign({ seller_name: null }), 'id').seller).toBe('')
  })
})

describe('the picture', () => {
  const photo = (width: number, height: number) => ({
    id: 'p',
    alt: '',
    width,
    height,
    color: '#ffffff',
    urls: {
      '480': '/photos/k/480.webp',
      ...(width > 480 ? { '960': '/photos/k/960.webp' } : {}),
      ...(width > 960 ? { '1600': '/photos/k/1600.webp' } : {}),
    },
  })
  const pictureOf = (wish: Parameters<typeof sharedCampaign>[0]) => drawingOf(sharedCampaign(wish), 'id').picture

  it('is the first photo, in the smallest size that is high enough', () => {
    expect(pictureOf({ photos: [photo(1600, 1600), photo(300, 300)] })).toBe('/photos/k/960.webp')
    expect(pictureOf({ photos: [photo(1600, 2400)] })).toBe('/photos/k/480.webp')
    expect(pictureOf({ photos: [photo(1600, 900)] })).toBe('/photos/k/1600.webp')
    expect(pictureOf({ photos: [photo(900, 400)] })).toBe('/photos/k/960.webp')
    expect(pictureOf({ photos: [photo(300, 300)] })).toBe('/photos/k/480.webp')
  })

  it('or what ships with us, and never anything from elsewhere', () => {
    expect(pictureOf({ image_url: '/assets/demo/teh-pagi.svg' })).toBe('/assets/demo/teh-pagi.svg')
    for (const image_url of [
      null,
      'https://toko.test/x.png',
      'http://169.254.169.254/latest',
      '//toko.test/x',
      '/etc/passwd',
    ]) {
      expect(pictureOf({ image_url }), String(image_url)).toBeNull()
    }
  })
})

describe('the version', () => {
  it('is another one when the campaign is another 5 % full, and not before', () => {
    const versions = Array.from({ length: 1_001 }, (_, taken) =>
      shareImageVersion(sharedCampaign({ taken, total_slots: 1_000 })),
    )
    expect(new Set(versions).size).toBe(21)
    expect(versions).toEqual(versions.map((_, taken) => versions[Math.floor(taken / 50) * 50]))
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, share) => {
          const taken = Math.floor(share * total)
          const [, percent] = shareImageVersion(sharedCampaign({ taken, total_slots: total })).split('-')
          return Number(percent) === Math.floor((taken * 20) / total) * 5
        },
      ),
    )
  })

  it('is another one for everything that is shown, and the same for what is not', () => {
    const base = shareImageVersion(sharedCampaign({}))
    expect(base).toMatch(/^active-45-[0-9a-f]{8}$/)
    const shown = [
      { title: 'Lain' },
      { seller_name: 'Laras Wangi' },
      { price_per_slot: 1 },
      { currency: 'USD' },
      { deadline: '2026-12-04T10:00:00.000Z' },
      { image_url: '/assets/demo/teh-pagi.svg' },
      { status: 'full' as const },
      { total_slots: 101 },
      { minimum_slots: 80 },
      { minimum_slots: 45 },
      { goal_counts: 'confirmed' as const },
      { goal_counts: 'confirmed' as const, settling: true },
      { goal_counts: 'confirmed' as const, slots_confirmed: 50 },
    ]
    const versions = shown.map((wish) => shareImageVersion(sharedCampaign(wish)))
    expect(new Set([base, ...versions]).size).toBe(shown.length + 1)
    const unseen = { description: 'x', updated_at: '2030-01-01T00:00:00.000Z', participant_count: 99, taken: 46 }
    expect(shareImageVersion(sharedCampaign(unseen))).toBe(base)
  })

  it('is in the address, with the language when it is not the first one', () => {
    const campaign = sharedCampaign({})
    expect(shareImagePath(campaign, 'id')).toBe(`/share/melati-senja-batch-2.png?v=${shareImageVersion(campaign)}`)
    expect(shareImagePath(campaign, 'en')).toBe(
      `/share/melati-senja-batch-2.png?lang=en&v=${shareImageVersion(campaign)}`,
    )
  })
})
