/** How the demo's sellers are paid. Nobody can pay there: the banks have no such accounts, and the code says that it is an example. */
import { encode } from 'uqr'
import type { Tx } from '../db/index.ts'
import { changeInstructions, type InstructionsWish } from '../modules/money/index.ts'
import { loadSharp, type Photos } from '../modules/photos/index.ts'
import type { Step } from './history.ts'
import { sellers } from './products.ts'

export interface DemoPictures {
  /** A code to pay by. */
  code: { id: string }
  /** Of payments; whoever is in `demoSystem` sends them for their buyers. */
  proofs: { id: string }[]
}

/** Another system that buyers of the demo tell what they have paid. */
export const demoSystem = 'machine:demo'

/** In hours from now: before anybody joined. */
const saidAt = -65 * 24

const melati = sellers.rumahMelati.id

/** Sent before the transaction that fills the demo: what nothing shows in the end is removed after a day. */
export async function sendPictures(photos: Photos): Promise<DemoPictures> {
  const proofs = []
  for (const color of ['#1257a8', '#0a8f5b', '#5b2a86']) proofs.push(await send(photos, proofOf(color), demoSystem))
  return { code: await send(photos, codeOf('CONTOH: bukan kode QRIS, tidak bisa dibayar'), `user:${melati}`), proofs }
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

/** What the screen of a bank looks like from afar: nothing on it can be read, so that nobody takes it for a real one. */
function proofOf(color: string): string {
  const line = (y: number, width: number) =>
    `<rect x="60" y="${y}" width="${width}" height="18" rx="9" fill="#c9ccd3"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="540" height="960"><path fill="#f6f7f9" d="M0 0h540v960H0z"/>
    <path fill="${color}" d="M0 0h540v150H0z"/><circle cx="270" cy="290" r="70" fill="#1d9a5f"/>
    <path fill="none" stroke="#fff" stroke-width="14" stroke-linecap="round" stroke-linejoin="round" d="M238 292l24 26 44-54"/>
    <rect x="110" y="400" width="320" height="44" rx="12" fill="#8f95a3"/>
    ${[500, 550, 600, 670, 720].map((y, i) => line(y, 420 - (i % 3) * 90)).join('')}
    <rect x="60" y="820" width="420" height="72" rx="36" fill="${color}"/></svg>`
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

/** What a seller of the demo says of how they are paid, but for the picture of a code. */
export function instructionsOf(sellerId: string): InstructionsWish {
  return said[sellerId]!
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
      const accounts = [...wish.accounts, ...code]
      await changeInstructions(tx, { sellerId, campaignId: null }, { ...wish, accounts })
    },
  }))
}

/** One campaign is paid by bank alone, with a sum of its own for each order. */
export async function sayUniqueAmounts(tx: Tx, sellerId: string, campaignId: string): Promise<void> {
  const { accounts } = said[sellerId]!
  const banks = accounts.filter(({ kind }) => kind === 'bank')
  const words = 'Jumlahnya sampai ke rupiah terakhir, ya: dari situ kami tahu transfernya untuk pesanan siapa.'
  await changeInstructions(tx, { sellerId, campaignId }, { accounts: banks, words, unique_amounts: true })
}
