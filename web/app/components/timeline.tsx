import { dateTime } from '../format.ts'

export interface TimelineItem {
  key: string
  title: string
  detail?: string
  /** When it happened; what is still to come says in its title when it is due. */
  at?: string
  tone?: 'good' | 'warn' | 'plain'
  isNext?: boolean
}

const dots = { good: 'bg-good', warn: 'bg-warn', plain: 'bg-accent' }

/** What happened, oldest first, and below it what is still to come. */
export function Timeline({ items, nextWords }: { items: TimelineItem[]; nextWords: string }) {
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
          <p className={item.isNext ? 'text-soft' : 'font-semibold'}>{item.title}</p>
          {item.at && (
            <time dateTime={item.at} className="block text-sm text-soft numbers">
              {dateTime(item.at)}
            </time>
          )}
          {item.detail && <p className="mt-0.5 text-sm break-words text-soft">{item.detail}</p>}
        </li>
      ))}
    </ol>
  )
}
