import { m } from '../paraglide/messages.js'

/** A number, which opens a chat with whom it belongs to: sellers and buyers here write to each other in WhatsApp. */
export function Phone({ of: { words, chat } }: { of: { words: string; chat: string | null } }) {
  if (chat === null) return words
  return (
    <a
      href={chat}
      rel="noopener"
      className="inline-flex min-h-11 max-w-full flex-wrap items-center gap-x-1.5 text-accent md:min-h-0"
    >
      <span className="min-w-0">{words}</span>
      <span className="text-sm">{m.phone_chat()}</span>
    </a>
  )
}
