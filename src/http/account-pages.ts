/**
 * The pages that mails of accounts lead to: what they say, and their markup. They work without scripts, on old phones and
 * in the browsers inside of mail apps.
 */
import type { Language } from '../kernel/language.ts'
import { passwordLengthMax, passwordLengthMin } from '../modules/identity/index.ts'
import { escapeHtml, page } from './docs-pages.ts'
import type { ProblemBody } from './problem-catalogue.ts'

export type AccountPage = 'verify-email' | 'reset-password' | 'forgot-password'

/** What a form is filled with when it is shown; never a password. */
export interface Filled {
  token?: string | undefined
  email?: string | undefined
}

interface Wording {
  title: string
  lead: string
  field?: { label: string; hint: string }
  submit: string
  /** What those should know whom the mail reached by mistake. */
  stranger?: string
  done: { title: string; paragraphs(email: string): string[]; again?: string }
  /** What to do when the link no longer works, above the way to a new password. */
  renew?: string
}

const verifyEmail: Record<Language, Wording> = {
  id: {
    title: 'Konfirmasi alamat e-mail',
    lead: 'Tinggal satu langkah lagi: tekan tombol ini untuk memastikan bahwa alamatnya memang milik Anda.',
    submit: 'Ya, ini alamat saya',
    stranger: 'Bukan Anda yang mendaftar? Tutup saja halaman ini; tanpa konfirmasi, akun itu tidak bisa dipakai.',
    done: {
      title: 'Terima kasih, alamat Anda sudah dikonfirmasi',
      paragraphs: () => [
        'Akun Anda siap dipakai. Silakan masuk dengan alamat e-mail dan kata sandi Anda; halaman ini boleh ditutup.',
      ],
    },
    renew:
      'Cobalah masuk seperti biasa: kalau alamat Anda belum dikonfirmasi, kami langsung mengirim tautan baru. Lupa kata sandinya? Minta yang baru, dan alamat Anda ikut terkonfirmasi.',
  },
  en: {
    title: 'Confirm your e-mail address',
    lead: 'One more step: press this button to confirm that the e-mail address is really yours.',
    submit: 'Yes, this is my address',
    stranger: 'Was it not you who signed up? Just close this page; the account cannot be used unless it is confirmed.',
    done: {
      title: 'Thank you, your address is confirmed',
      paragraphs: () => [
        'Your account is ready. Sign in with your e-mail address and your password; you can close this page.',
      ],
    },
    renew:
      'Try to sign in as usual: if your address is not confirmed yet, we send a new link at once. Forgotten the password? Ask for a new one, and your address is confirmed along with it.',
  },
}

const resetPassword: Record<Language, Wording> = {
  id: {
    title: 'Buat kata sandi baru',
    lead: 'Pilih kata sandi baru untuk akun Sambatan Anda. Setelah disimpan, semua perangkat yang sedang masuk akan dikeluarkan.',
    field: {
      label: 'Kata sandi baru',
      hint: `${passwordLengthMin} sampai ${passwordLengthMax} karakter, bebas apa saja. Beberapa kata yang mudah Anda ingat sudah bagus.`,
    },
    submit: 'Simpan kata sandi',
    done: {
      title: 'Kata sandi Anda sudah diganti',
      paragraphs: () => [
        'Demi keamanan, semua perangkat sudah dikeluarkan dari akun Anda.',
        'Silakan masuk lagi dengan kata sandi yang baru; halaman ini boleh ditutup.',
      ],
    },
    renew: 'Tautannya berlaku satu jam dan hanya bisa dipakai sekali. Kami bisa langsung mengirim yang baru.',
  },
  en: {
    title: 'Choose a new password',
    lead: 'Choose a new password for your Sambatan account. Saving it signs out every device that is signed in.',
    field: {
      label: 'New password',
      hint: `${passwordLengthMin} to ${passwordLengthMax} characters of any kind. A few words that you remember easily are fine.`,
    },
    submit: 'Save the password',
    done: {
      title: 'Your password was changed',
      paragraphs: () => [
        'To be on the safe side, all devices were signed out of your account.',
        'Sign in again with the new password; you can close this page.',
      ],
    },
    renew: 'A link works for one hour, and once. We can send you a new one right away.',
  },
}

const forgotPassword: Record<Language, Wording> = {
  id: {
    title: 'Minta kata sandi baru',
    lead: 'Tuliskan alamat e-mail akun Anda. Kami akan mengirim tautan untuk membuat kata sandi baru ke sana.',
    field: {
      label: 'Alamat e-mail',
      hint: 'Alamat yang Anda pakai saat mendaftar, misalnya rani@example.com.',
    },
    submit: 'Kirim tautan',
    done: {
      title: 'Silakan periksa kotak masuk Anda',
      paragraphs: (email) => [
        `Kalau ${email} punya akun di Sambatan, tautannya sedang dalam perjalanan. Tautan itu berlaku satu jam dan hanya bisa dipakai sekali.`,
        'Belum datang juga setelah beberapa menit? Lihat di folder spam, dan pastikan alamat di atas tidak salah ketik.',
      ],
      again: 'Minta sekali lagi',
    },
  },
  en: {
    title: 'Ask for a new password',
    lead: 'Enter the e-mail address of your account. We will send a link for choosing a new password to it.',
    field: {
      label: 'E-mail address',
      hint: 'The one that you signed up with, for example rani@example.com.',
    },
    submit: 'Send the link',
    done: {
      title: 'Please check your inbox',
      paragraphs: (email) => [
        `If ${email} has an account at Sambatan, the link is on its way. It works for one hour, and once.`,
        'Still nothing after a few minutes? Look into the spam folder, and check that the address above is spelled right.',
      ],
      again: 'Ask once more',
    },
  },
}

const wordings: Record<AccountPage, Record<Language, Wording>> = {
  'verify-email': verifyEmail,
  'reset-password': resetPassword,
  'forgot-password': forgotPassword,
}

const openAgain: Record<Language, string> = {
  id: 'Untuk mencoba lagi, buka sekali lagi tautan di e-mail dari kami.',
  en: 'To try again, open the link in our e-mail once more.',
}

/** The one field of a form that people fill in. */
const inputs: Partial<Record<AccountPage, { name: string; attributes: string }>> = {
  'reset-password': {
    name: 'password',
    attributes: `type="password" autocomplete="new-password" minlength="${passwordLengthMin}" maxlength="${passwordLengthMax}"`,
  },
  'forgot-password': {
    name: 'email',
    attributes: 'type="email" autocomplete="username" autocapitalize="none" spellcheck="false" maxlength="254"',
  },
}

export function addressOfPage(name: AccountPage): string {
  return `/account/${name}`
}

export function needsToken(name: AccountPage): boolean {
  return name !== 'forgot-password'
}

/** The form, with what went wrong when it was sent before. */
export function formPage(name: AccountPage, language: Language, filled: Filled, problem?: ProblemBody): string {
  const { title, lead, submit, stranger } = wordings[name][language]
  const error = problem?.errors?.find(({ path }) => path === inputs[name]?.name)?.message
  // What stands at the field says more than the problem's own sentence, which is written for programs.
  const alert = problem ? alertBox(problem.title, error === undefined ? problem.detail : '') : ''
  const token = needsToken(name) ? `<input type="hidden" name="token" value="${escapeHtml(filled.token ?? '')}">` : ''
  return sheet(
    language,
    problem ? [problem.title, title] : [title],
    `${alert}<p>${escapeHtml(lead)}</p>
<form method="post" action="${addressOfPage(name)}">${token}
${fieldOf(name, language, filled, error)}
<button type="submit">${escapeHtml(submit)}</button></form>
${stranger === undefined ? '' : `<p class="soft">${escapeHtml(stranger)}</p>`}`,
  )
}

function fieldOf(name: AccountPage, language: Language, { email }: Filled, error: string | undefined): string {
  const input = inputs[name]
  const field = wordings[name][language].field
  if (!input || !field) return ''
  const id = input.name
  const value = id === 'email' && email !== undefined ? ` value="${escapeHtml(email)}"` : ''
  const described = error === undefined ? `${id}-hint` : `${id}-error ${id}-hint`
  const state = error === undefined ? '' : ' aria-invalid="true" autofocus'
  return `<label for="${id}">${escapeHtml(field.label)}</label>
<p class="hint" id="${id}-hint">${escapeHtml(field.hint)}</p>
${error === undefined ? '' : `<p class="error" id="${id}-error">${escapeHtml(error)}</p>`}
<input id="${id}" name="${id}" ${input.attributes} required${value} aria-describedby="${described}"${state}>`
}

/** What went wrong, with the form where it can still succeed, else with the way to another. */
export function refusedPage(name: AccountPage, language: Language, filled: Filled, problem: ProblemBody): string {
  const { title, renew } = wordings[name][language]
  const alone = (text: string, way = '') =>
    sheet(
      language,
      [problem.title, title],
      `${alertBox(problem.title, problem.detail)}<p>${escapeHtml(text)}</p>${way}`,
    )
  if (problem.code === 'link_invalid' && renew !== undefined) {
    return alone(renew, buttonLink('forgot-password', forgotPassword[language].title))
  }
  // Refused before its body was read, so there is no token to send again.
  if (needsToken(name) && filled.token === undefined) return alone(openAgain[language])
  return formPage(name, language, filled, problem)
}

/** What happened, and what to do next. */
export function donePage(name: AccountPage, language: Language, { email = '' }: Filled): string {
  const { title, paragraphs, again } = wordings[name][language].done
  const text = paragraphs(email).map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`)
  return sheet(language, [title], text.join('') + (again === undefined ? '' : buttonLink(name, again)))
}

/** The last of the titles is the page's; screen readers read a problem before it, as they begin with the title. */
function sheet(language: Language, titles: string[], body: string): string {
  const heading = `<h1>${escapeHtml(titles.at(-1)!)}</h1>`
  return page(titles.join(' · '), `<div class="sheet"><p class="brand">Sambatan</p>${heading}${body}</div>`, {
    language,
    head: '<meta name="robots" content="noindex">',
  })
}

function alertBox(title: string, text: string): string {
  const paragraph = text === '' ? '' : `<p>${escapeHtml(text)}</p>`
  return `<div class="alert" role="alert"><strong>${escapeHtml(title)}</strong>${paragraph}</div>`
}

function buttonLink(name: AccountPage, text: string): string {
  return `<a class="button" href="${addressOfPage(name)}">${escapeHtml(text)}</a>`
}
