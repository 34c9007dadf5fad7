import { m } from '../paraglide/messages.js'

export interface SubNavItem {
  href: string
  words: string
  /** How many things wait there; nothing is shown for none. */
  count?: number
}

interface Props {
  /** What these pages are together: read out, and shown on phones beside where one is. */
  label: string
  items: SubNavItem[]
  /** Path of the page that one is on, or of one below it. */
  here: string
}

/**
 * The pages of one area. On a phone they are one line that opens, so that nine names neither push the page down nor hide
 * behind its edge; where there is room they stand side by side.
 */
export function SubNav({ label, items, here }: Props) {
  const path = here.split('?')[0]!
  const current = items
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0]
  return (
    <nav aria-label={label} className="mb-6 sm:mb-8">
      <details className="group rounded-md border border-line bg-surface md:hidden">
        <summary className="flex min-h-12 cursor-pointer list-none items-center gap-2 px-4">
          <span className="text-soft">{label}</span>
          <span className="truncate font-semibold">{current?.words ?? m.subnav_choose()}</span>
          <span aria-hidden="true" className="ml-auto transition-transform group-open:rotate-180">
            ▾
          </span>
        </summary>
        <ul className="grid grid-cols-2 gap-x-2 border-t border-line p-2">
          {items.map((item) => (
            <li key={item.href}>
              <Item
                item={item}
                isCurrent={item === current}
                className="rounded-sm px-2 aria-[current=page]:bg-accent-tint"
              />
            </li>
          ))}
        </ul>
      </details>
      <ul className="hidden flex-wrap gap-x-5 border-b border-line md:flex">
        {items.map((item) => (
          <li key={item.href}>
            <Item
              item={item}
              isCurrent={item === current}
              className="-mb-px border-b-2 border-transparent hover:border-line aria-[current=page]:border-accent"
            />
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Item({
  item: { href, words, count },
  isCurrent,
  className,
}: {
  item: SubNavItem
  isCurrent: boolean
  className: string
}) {
  return (
    <a
      href={href}
      {...(isCurrent ? { 'aria-current': 'page' as const } : {})}
      className={`flex min-h-11 flex-wrap items-center gap-x-2 text-sm wrap-anywhere font-semibold text-soft no-underline hover:text-ink aria-[current=page]:text-accent ${className}`}
    >
      {words}
      {count !== undefined && count > 0 && (
        <span className="rounded-full bg-accent px-2 text-xs text-on-accent numbers">{count}</span>
      )}
    </a>
  )
}
