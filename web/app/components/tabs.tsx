/** Views of one list beside each other, each an address of its own; they wrap where there is little room. */
export interface Tab {
  href: string
  words: string
  count?: string | undefined
  isHere: boolean
}

export function Tabs({ label, items }: { label: string; items: Tab[] }) {
  return (
    <nav aria-label={label} className="flex flex-wrap gap-2">
      {items.map(({ href, words, count, isHere }) => (
        <a
          key={href}
          href={href}
          aria-current={isHere ? 'page' : undefined}
          className={`inline-flex min-h-11 items-center gap-2 rounded-full border px-4 text-sm font-semibold no-underline ${isHere ? 'border-accent bg-accent text-on-accent' : 'border-line bg-surface text-ink hover:border-accent'}`}
        >
          {words}
          {count !== undefined && <span className="numbers">{count}</span>}
        </a>
      ))}
    </nav>
  )
}
