import type { ReactNode } from 'react'

interface Props {
  words: string
  value: ReactNode
  /** What the number means, or how it compares; small, under it. */
  detail?: ReactNode
  href?: string
  tone?: 'plain' | 'good' | 'warn' | 'bad'
}

const tones = { plain: '', good: 'text-good', warn: 'text-warn', bad: 'text-bad' }

/** One number with its words. Stands in a `<Stats>`. */
export function Stat({ words, value, detail, href, tone = 'plain' }: Props) {
  return (
    <div className={`relative bg-surface px-3 py-3.5 sm:px-4 ${href ? 'hover:bg-accent-tint' : ''}`}>
      <dt className="text-sm text-soft">
        {href ? (
          <a href={href} className="text-soft no-underline after:absolute after:inset-0">
            {words}
          </a>
        ) : (
          words
        )}
      </dt>
      <dd
        // One size for all that stand together: the largest in which millions fit into half a phone.
        className={`text-base leading-tight font-extrabold wrap-anywhere numbers sm:text-lg ${tones[tone]}`}
      >
        {value}
      </dd>
      {detail && <dd className="mt-1 text-xs text-soft">{detail}</dd>}
    </div>
  )
}

/** Numbers side by side: two in a row on a phone, as many as fit elsewhere. */
export function Stats({ children }: { children: ReactNode }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line md:grid-cols-4">
      {children}
    </dl>
  )
}
