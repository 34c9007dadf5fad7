/** The money of a campaign at a glance: one bar of what was agreed and what came, by what became of it. */
import type { CampaignMoney } from '@sambatan/client'
import { money, percent } from '../../format.ts'
import { m } from '../../paraglide/messages.js'

interface Part {
  key: string
  words: string
  amount: number
  /** Told apart by pattern as well as by colour. */
  fill: string
}

function partsOf(of: CampaignMoney): Part[] {
  const { received, sent_back, owed_to_buyers, owed_by_buyers, waived } = of
  const kept = Math.max(0, received - sent_back - owed_to_buyers)
  return [
    { key: 'kept', words: m.book_part_kept(), amount: kept, fill: 'var(--good)' },
    { key: 'left', words: m.book_part_left(), amount: owed_by_buyers, fill: 'url(#book-left)' },
    { key: 'waived', words: m.book_part_waived(), amount: waived, fill: 'url(#book-waived)' },
    { key: 'owed', words: m.book_part_owed(), amount: owed_to_buyers, fill: 'url(#book-owed)' },
    { key: 'sent', words: m.book_part_sent(), amount: sent_back, fill: 'var(--soft)' },
  ]
}

export function Glance({ of }: { of: CampaignMoney }) {
  const { currency, agreed, received } = of
  const parts = partsOf(of)
  const total = parts.reduce((sum, { amount }) => sum + amount, 0)
  // That nothing was sent back yet is worth saying where something is owed.
  const shown = parts.filter(({ amount, key }) => amount > 0 || (key === 'sent' && of.owed_to_buyers > 0))
  return (
    <section aria-labelledby="glance">
      <h2 id="glance" className="sr-only">
        {m.book_glance()}
      </h2>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {(agreed > 0 || received === 0) && <Big words={m.book_agreed()} value={money(agreed, currency)} />}
        <Big words={m.book_received()} value={money(received, currency)} />
      </dl>
      {total === 0 ? (
        <p className="mt-3 text-soft">{m.book_glance_nothing()}</p>
      ) : (
        <>
          <Bar parts={parts} total={total} currency={currency} />
          <dl className="mt-3 grid grid-cols-2 gap-x-6 gap-y-2.5 sm:flex sm:flex-wrap sm:gap-x-8">
            {shown.map(({ key, words, amount, fill }) => (
              <div key={key} className="min-w-0">
                <dt className="flex items-center gap-2 text-sm text-soft">
                  <svg aria-hidden="true" className="size-3.5 shrink-0 rounded-xs">
                    <rect width="100%" height="100%" fill={fill} />
                  </svg>
                  {words}
                </dt>
                <dd className="font-semibold wrap-anywhere numbers">{money(amount, currency)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </section>
  )
}

function Big({ words, value }: { words: string; value: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-soft">{words}</dt>
      <dd className="text-xl font-extrabold wrap-anywhere numbers">{value}</dd>
    </div>
  )
}

/** Drawn in per cent, so that its patterns keep their shape however wide it is. */
function Bar({ parts, total, currency }: { parts: Part[]; total: number; currency: string }) {
  let at = 0
  const drawn = parts
    .filter(({ amount }) => amount > 0)
    .map((part) => {
      const x = at
      const width = (part.amount / total) * 100
      at += width
      return { ...part, x, width }
    })
  const said = drawn.map(
    ({ words, amount, width }) => `${words} ${money(amount, currency)} (${percent(Math.round(width))})`,
  )
  return (
    <svg role="img" aria-label={said.join(', ')} className="mt-3 block h-7 w-full overflow-hidden rounded-md">
      <defs>
        <pattern id="book-left" width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" fill="var(--warn-tint)" />
          <circle cx="4" cy="4" r="1.6" fill="var(--warn)" />
        </pattern>
        <pattern id="book-waived" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" fill="var(--sunken)" />
          <path d="M0 3h6" stroke="var(--soft)" strokeWidth="1" />
        </pattern>
        <pattern id="book-owed" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="8" height="8" fill="var(--bad-tint)" />
          <rect width="4" height="8" fill="var(--bad)" />
        </pattern>
      </defs>
      {drawn.map(({ key, x, width, fill }, place) => (
        <g key={key}>
          <rect x={`${x}%`} width={`${width}%`} height="100%" fill={fill} />
          {place > 0 && <rect x={`${x}%`} width="2" height="100%" fill="var(--paper)" />}
        </g>
      ))}
    </svg>
  )
}
