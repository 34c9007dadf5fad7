import { createContext } from 'react-router'
import type { Role } from '../../src/modules/identity/index.ts'

/** What the server hands to loaders and actions, beside the request. */
export interface PageContext {
  /**
   * Asks the API of this node as whoever makes the request; without a network, through the same checks as everybody. For a page
   * that many are shown alike it asks as nobody.
   */
  fetch: typeof fetch
  /** Of a page that many are shown alike: which role all of them have, if any. */
  audience: Role | undefined
  /** Where people reach this installation, without a slash at the end. */
  publicUrl: string
  /** The picture that a shared link shows: its path, which is another one as soon as the picture is. */
  shareImagePath: typeof import('../../src/modules/sharing/index.ts').shareImagePath
  /** How a phone number is shown, and what opens a chat with it. */
  shownPhone: typeof import('../../src/kernel/phone.ts').shownPhone
  /** The number that somebody has typed, in E.164; undefined where no phone has such a number. */
  phoneNumber: typeof import('../../src/kernel/phone.ts').phoneNumber
  /** A table of the operator's pages as a file; it refuses with `exports_at_once` and `export_busy`. */
  makeFile: import('../../src/files/operator-tables.ts').MakeFile
  production: boolean
  /** Whether letters leave; otherwise they lie in the operators' mailbox. */
  sendsLetters: boolean
  /** Set where this is a public demo: when it is set back next, and with what everybody signs in. */
  demo: { resetsAt: Date; accounts: string[]; password: string } | undefined
  /** Addresses of the scripts that run in browsers, by name. */
  scripts: Record<string, string>
  /** Logs a defect. */
  report(error: unknown): void
  /** Cookies that the API wants to set; the page's answer carries them. */
  cookies: string[]
  /** What was sent, once it has been read. */
  sent?: FormData
  /** What was sent by somebody who has to sign in first: it is kept for them. */
  unsent?: { form: FormData; address: string; action: string }
}

export const pageContext = createContext<PageContext>()
