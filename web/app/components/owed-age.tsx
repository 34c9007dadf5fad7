import { number } from '../format.ts'
import { daysBetween, type Time } from '../local-time.ts'
import { m } from '../paraglide/messages.js'

/** From how many days on what is owed waits, and waits too long. */
const waitsDays = 3
const lateDays = 8

const looks = {
  new: { tone: 'bg-sunken text-ink', filled: 0, words: m.book_age_new },
  waits: { tone: 'bg-warn-tint text-warn', filled: 5, words: m.book_age_waits },
  late: { tone: 'bg-bad-tint text-bad', filled: 10, words: m.book_age_late },
}

/** For how long something has been owed: in days, in a word (which a short one has for listeners alone), in a sign that fills up, and in colour. */
export function OwedAge({ since, now, isShort = false }: { since: Time; now: Time; isShort?: boolean }) {
  const days = Math.max(0, daysBetween(since, now))
  const { tone, filled, words } = looks[days >= lateDays ? 'late' : days >= waitsDays ? 'waits' : 'new']
  return (
    <span
      className={`inline-flex flex-wrap items-baseline gap-x-1.5 rounded-full px-2.5 py-0.5 text-xs font-semibold numbers md:flex-nowrap md:whitespace-nowrap ${tone}`}
    >
      <svg aria-hidden="true" viewBox="0 0 12 12" className="size-2.5 shrink-0 self-center stroke-current stroke-2">
        <circle cx="6" cy="6" r="5" className="fill-none" />
        <rect x="1" y="1" width={filled} height="10" rx={filled / 2} className="fill-current stroke-none" />
      </svg>
      {days === 0 ? m.book_age_today() : m.book_age_days({ count: number(days) })}
      <span className={isShort ? 'sr-only' : 'font-normal'}>{words()}</span>
    </span>
  )
}
