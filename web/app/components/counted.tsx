/** Numbers over their words, as a campaign's page has them. */
import type { ReactNode } from 'react'
import { number } from '../format.ts'

/** A number that moves, and the words under it, which know one of a thing from several; scripts follow both. */
export function Counted({
  what,
  count,
  words,
}: {
  what: 'left' | 'people'
  count: number
  words: (of: { count: string }) => string
}) {
  const forms = { one: words({ count: '1' }), other: words({ count: '2' }) }
  return (
    <Fact
      words={
        <span data-live-words={what} data-one={forms.one} data-other={forms.other}>
          {words({ count: String(count) })}
        </span>
      }
    >
      <span data-live-count={what}>{number(count)}</span>
    </Fact>
  )
}

export function Fact({ words, children }: { words: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-xs text-soft">{words}</dt>
      <dd className="font-bold numbers sm:text-lg">{children}</dd>
    </div>
  )
}
