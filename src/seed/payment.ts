/** How the demo's sellers are paid. Nobody can pay there: the banks have no such accounts, and the code says that it is an example. */
import { encode } from 'uqr'
import { changeInstructions, type InstructionsWish } from '../modules/money/index.ts'
import { loadSharp, type Photos } from '../modules/photos/index.ts'
import type { Step } from './history.ts'
import { sellers } from './products.ts'

export interface DemoPictures {
  /** A code to pay by. */
  code: { id: string }
}

/** In hours from now: before anybody joined. */
const saidAt = -65 * 24

const melati = sellers.rumahMelati.id

/** Sent before the transaction that fills the demo: what nothing shows in the end is removed after a day. */
export async function sendPictures(photos: Photos): Promise<DemoPictures> {
  return { code: await send(photos, codeOf('CONTOH: bukan kode QRIS, tidak bisa dibayar'), `user:${melati}`) }
}

async function send(photos: Photos, svg: string, actor: string): Promise<{ id: string }> {
  const sharp = await loadSharp()
  return photos.addPrivate(await sharp(Buffer.from(svg)).png().toBuffer(), actor)
}

function codeOf(words: string): string {
  const { data, size } = encode(words, { ecc: 'M', border: 4 })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">
    <path fill="#fff" d="M0 0h${size}v${size}H0z"/><path fill="#111" d="${dark.join('')}"/></svg>`
}

const bank = (provider: string, number: string, holder: string) =>
  ({ kind: 'bank', provider, number, holder, picture_id: null }) as const
const wallet = (provider: string, number: string, holder: string) =>
  ({ kind: 'ewallet', provider, number, holder, picture_id: null }) as const

const said: Record<string, InstructionsWish> = {
  [sellers.rumahMelati.id]: {
    accounts: [bank('BCA', '000 123 4567', 'Sri Wahyuni'), wallet('GoPay', '0800 0000 0001', 'Rumah Melati')],
    words: 'Cantumkan kode pesanan di berita transfer. Pembayaran kami periksa setiap sore, Senin sampai Sabtu.',
  },
  [sellers.larasWangi.id]: {
    accounts: [bank('Mandiri', '000-00-1234567-8', 'Laras Ayu Pertiwi')],
    words: 'Kalau transfer dari bank lain, biaya kirimnya ditanggung pengirim.',
  },
  [sellers.tirtaGaharu.id]: { accounts: [bank('BRI', '0000 01 234567 50 1', 'Tirta Gaharu')], words: '' },
  [sellers.kebunAroma.id]: {
    accounts: [bank('BNI', '0001234567', 'Kebun Aroma'), wallet('DANA', '0800 0000 0002', 'Kebun Aroma')],
    words: '',
  },
  [sellers.rempahBanda.id]: { accounts: [bank('BSI', '0001234567', 'Rempah Banda')], words: '' },
}

export function paymentSteps(pictures: DemoPictures | undefined, moment: (hours: number) => Date): Step[] {
  return Object.entries(said).map(([sellerId, wish]) => ({
    at: moment(saidAt),
    actor: `user:${sellerId}`,
    async run(tx) {
      const code =
        sellerId === melati && pictures
          ? [
              {
                kind: 'qris' as const,
                provider: null,
                number: null,
                holder: 'RUMAH MELATI',
                picture_id: pictures.code.id,
              },
            ]
          : []
      await changeInstructions(tx, { sellerId, campaignId: null }, { ...wish, accounts: [...wish.accounts, ...code] })
    },
  }))
}
