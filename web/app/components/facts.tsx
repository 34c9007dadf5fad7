import type { ReactNode } from 'react'

/** What is known of one thing: names and values beside each other. What is not known is left out. */
export function Facts({ facts }: { facts: (readonly [name: string, value: ReactNode] | false | undefined | null)[] }) {
  return (
    <dl className="divide-y divide-line border-y border-line">
      {facts.map(
        (fact) =>
          fact && (
            <div
              key={fact[0]}
              className="grid grid-cols-[min(7.5rem,40%)_minmax(0,1fr)] gap-x-4 py-2.5 sm:grid-cols-[13rem_minmax(0,1fr)] sm:gap-x-6 sm:py-3"
            >
              <dt className="text-sm text-soft">{fact[0]}</dt>
              <dd dir="auto" className="numbers">
                {fact[1]}
              </dd>
            </div>
          ),
      )}
    </dl>
  )
}
