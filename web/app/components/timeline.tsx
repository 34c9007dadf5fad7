import type { ReactNode } from 'react'
import { dateTime } from '../format.ts'

export interface TimelineItem {
  key: string
  title: string
  /** Each line of it is one. */
  detail?: string
  /** When it happened; what is still to come says in its title when it is due. */
  at?: string
  tone?: 'good' | 'warn' | 'plain'
  isNext?: boolean
}

interface Props {
  /** Each with who did it, where that is told. */
  items: (TimelineItem & { by?: ReactNode })[]
  nextWords?: string
}

const dots = { good: 'bg-good', warn: 'bg-warn', plain: 'bg-accent' }

/** What happened, oldest first, and below it what is still to come. */
export function Timeline({ items, nextWords }: Props) {
  const firstNext = items.find(({ isNext }) => isNext)?.key
  return (
    <ol className="border-l-2 border-line pl-5">
      {items.map((item) => (
        <li key={item.key} className="relative pb-5 last:pb-0">
          <span
            aria-hidden="true"
            className={`absolute top-1.5 -left-[1.6875rem] size-3 rounded-full ring-4 ring-paper ${item.isNext ? 'border-2 border-soft bg-paper' : dots[item.tone ?? 'plain']}`}
          />
          {item.key === firstNext && <span className="block text-xs font-semibold text-accent">{nextWords}</span>}
          <p dir="auto" className={item.isNext ? 'text-soft' : 'font-semibold'}>
            {item.title}
          </p>
          {item.at && (
            <p className="text-sm text-soft numbers">
              <time dateTime={item.at}>{dateTime(item.at)}</time>
              {item.by && <> · {item.by}</>}
            </p>
          )}
          {item.detail && (
            <p dir="auto" className="mt-0.5 text-sm whitespace-pre-line text-soft">
              {item.detail}
            </p>
          )}
        </li>
      ))}
    </ol>
  )
}
