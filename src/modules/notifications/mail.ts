/**
 * Mail to people. This is the seam for channels: what is to be said, in the reader's language, is decided here; where it
 * goes is the mailer's business. Without a mail server it goes to the mailbox that operators read.
 */
import type { Language } from '../../kernel/language.ts'

export type MailTemplate = 'verify_email' | 'reset_password' | 'account_exists' | 'password_changed'

export interface Mail {
  personId: string
  to: string
  locale: Language
  template: MailTemplate
  /** Address that the mail asks to open; it opens an account, so it must be in no log of production. */
  link?: string
  /** After this nobody needs it any more, and it is removed. */
  expiresAt: Date
}

export interface Mailer {
  send(mail: Mail): Promise<void>
}

interface Letter {
  subject: string
  text: string
}

const letters: Record<MailTemplate, Record<Language, (link: string) => Letter>> = {
  verify_email: {
    id: (link) => ({
      subject: 'Konfirmasi alamat e-mail kamu',
      text: `Terima kasih sudah mendaftar di Sambatan.\n\nBuka tautan ini untuk mengonfirmasi bahwa alamat ini milikmu. Tautan berlaku 24 jam.\n\n${link}\n\nKalau bukan kamu yang mendaftar, abaikan surat ini dan jangan buka tautannya: tanpa konfirmasi, akun itu tidak bisa dipakai.`,
    }),
    en: (link) => ({
      subject: 'Confirm your e-mail address',
      text: `Thank you for signing up for Sambatan.\n\nOpen this link to confirm that this address is yours. It works for 24 hours.\n\n${link}\n\nIf it was not you who signed up, ignore this letter and do not open the link: without it the account cannot be used.`,
    }),
  },
  reset_password: {
    id: (link) => ({
      subject: 'Buat kata sandi baru',
      text: `Ada yang meminta kata sandi baru untuk akun Sambatan kamu.\n\nBuka tautan ini untuk membuatnya. Tautan berlaku satu jam dan hanya untuk satu kali.\n\n${link}\n\nKalau bukan kamu yang meminta, abaikan surat ini: kata sandimu tidak berubah.`,
    }),
    en: (link) => ({
      subject: 'Choose a new password',
      text: `Somebody asked for a new password for your Sambatan account.\n\nOpen this link to choose one. It works for one hour, and once.\n\n${link}\n\nIf it was not you, ignore this letter: your password is unchanged.`,
    }),
  },
  account_exists: {
    id: (link) => ({
      subject: 'Kamu sudah punya akun',
      text: `Ada yang mencoba mendaftar di Sambatan dengan alamat ini, padahal alamat ini sudah punya akun. Tidak ada yang berubah.\n\nKalau itu kamu dan lupa kata sandinya, minta kata sandi baru di sini:\n\n${link}`,
    }),
    en: (link) => ({
      subject: 'You already have an account',
      text: `Somebody tried to sign up for Sambatan with this address, which has an account already. Nothing was changed.\n\nIf it was you and you have forgotten the password, ask for a new one here:\n\n${link}`,
    }),
  },
  password_changed: {
    id: (link) => ({
      subject: 'Kata sandi kamu sudah diganti',
      text: `Kata sandi akun Sambatan kamu baru saja diganti, dan semua perangkat lain sudah dikeluarkan.\n\nKalau bukan kamu yang menggantinya, segera minta kata sandi baru di sini:\n\n${link}`,
    }),
    en: (link) => ({
      subject: 'Your password was changed',
      text: `The password of your Sambatan account was just changed, and all other devices were signed out.\n\nIf it was not you, ask for a new one at once:\n\n${link}`,
    }),
  },
}

/** What a mail says, in the language of whoever reads it. */
export function letterOf({ template, locale, link }: Pick<Mail, 'template' | 'locale' | 'link'>): Letter {
  return letters[template][locale](link ?? '')
}
