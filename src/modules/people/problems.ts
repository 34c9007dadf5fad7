import { z } from 'zod'
import { isolated } from '../../kernel/isolated.ts'
import type { Language } from '../../kernel/language.ts'
import { defineProblems, type Parameter, type ParametersOf } from '../../kernel/problem.ts'
import {
  campaignStatus,
  campaignStatuses,
  count,
  field,
  optional,
  participationStatuses,
  text,
  type Words,
} from '../../kernel/problem-parameters.ts'

/** Something that must be settled before a person can be erased, as SQL names it. */
const obstacle = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('participation'),
    id: z.string(),
    title: z.string(),
    status: z.enum(['pending_payment', 'confirmed']),
  }),
  z.object({ kind: z.literal('campaign'), id: z.string(), title: z.string(), status: campaignStatus.schema }),
])

type Obstacle = z.infer<typeof obstacle>

const obstacles: Parameter<Obstacle[]> = {
  schema: z.array(obstacle),
  say: (value) => value.map(({ title }) => isolated(title)).join(', '),
  example: [{ kind: 'participation', id: text.example, title: 'Melati', status: 'confirmed' }],
}

/** What settles it. Only a reservation can be cancelled by its buyer. */
const whatToDo = {
  pending_payment: {
    id: 'batalkan dulu, atau tunggu sampai kampanyenya selesai',
    en: 'cancel it, or wait until the campaign is over',
  },
  confirmed: {
    id: 'tunggu sampai barangnya diterima, atau minta penjual mengembalikan dananya',
    en: 'wait until the goods are received, or ask the seller for a refund',
  },
  campaign: {
    id: 'batalkan, atau selesaikan sampai semua pembeli menerima barangnya',
    en: 'cancel it, or see it through until every buyer has received the goods',
  },
} satisfies Words

function inWords(one: Obstacle, language: Language): string {
  const title = isolated(one.title)
  if (one.kind === 'campaign') {
    const state = campaignStatuses[one.status][language]
    const next = whatToDo.campaign[language]
    return language === 'id'
      ? `Kampanye “${title}” ${state}: ${next}.`
      : `The campaign “${title}” is ${state}: ${next}.`
  }
  const [state, next] = [participationStatuses[one.status][language], whatToDo[one.status][language]]
  return language === 'id'
    ? `Keikutsertaan di “${title}” ${state}: ${next}.`
    : `The participation in “${title}” is ${state}: ${next}.`
}

export const problems = defineProblems({
  person_not_found: {
    status: 404,
    params: { person_id: optional(text) },
    id: { title: 'Orang tidak ditemukan', detail: 'Tidak ada profil dengan id ini. Periksa kembali id yang dipakai.' },
    en: { title: 'Person not found', detail: 'There is no profile with this id. Check the id that was used.' },
  },
  address_not_found: {
    status: 404,
    params: { address_id: optional(text) },
    id: {
      title: 'Alamat tidak ditemukan',
      detail: 'Alamat ini tidak ada di profil ini. Periksa kembali id yang dipakai.',
    },
    en: { title: 'Address not found', detail: 'There is no such address in this profile. Check the id that was used.' },
  },
  address_limit: {
    status: 409,
    params: { maximum: count },
    id: {
      title: 'Alamat sudah terlalu banyak',
      detail: (p) =>
        `Satu orang bisa menyimpan paling banyak ${p.maximum} alamat. Hapus yang tidak dipakai, lalu coba lagi.`,
    },
    en: {
      title: 'Too many addresses',
      detail: (p) =>
        `One person can keep at most ${p.maximum.of('address', 'addresses')}. Remove one that is not used, then try again.`,
    },
  },
  export_limit: {
    status: 429,
    params: { maximum: count, minutes: count },
    id: {
      title: 'Salinan data sudah cukup sering diunduh',
      detail: (p) =>
        `Salinan data seseorang bisa diunduh ${p.maximum} kali dalam satu jam, dan tiap unduhan dicatat. Yang ini tidak dibuat; coba lagi dalam ${p.minutes} menit.`,
    },
    en: {
      title: 'This data was downloaded often enough',
      detail: (p) =>
        `A copy of somebody's data can be downloaded ${p.maximum.of('time', 'times')} an hour, and each is on record. This one was not made; try again in ${p.minutes.of('minute', 'minutes')}.`,
    },
  },
  erasure_blocked: {
    status: 409,
    params: { obstacles, count },
    errors: (params, language) =>
      params.obstacles.map((one) => ({ path: `${one.kind}s.${one.id}`, message: inWords(one, language) })),
    id: {
      title: 'Masih ada yang harus diselesaikan',
      detail: (p) =>
        `Data belum bisa dihapus karena masih ada yang harus diselesaikan dulu (jumlahnya ${p.count}). Tidak ada yang dihapus.`,
    },
    en: {
      title: 'Something must be settled first',
      detail: (p) =>
        `The data cannot be erased yet, because something must be settled first (things to settle: ${p.count}). Nothing was erased.`,
    },
  },
  password_required: {
    status: 422,
    params: { path: field },
    id: {
      title: 'Kata sandi diperlukan',
      detail: 'Menghapus akun tidak bisa dibatalkan, jadi kirim kata sandi akun ini. Tidak ada yang dihapus.',
    },
    en: {
      title: 'Password needed',
      detail: 'Erasing an account cannot be undone, so send its password. Nothing was erased.',
    },
  },
})

declare module '../../kernel/problem.ts' {
  interface Problems extends ParametersOf<typeof problems> {}
}
