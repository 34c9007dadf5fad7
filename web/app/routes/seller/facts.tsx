import type { ReactNode } from 'react'

/** What is known of one thing: names and values under each other. */
export function Facts({ facts }: { facts: (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="divide-y divide-line border-y border-line">
      {facts.map(([name, value]) => (
        <div key={name} className="grid gap-x-6 gap-y-0.5 py-3 sm:grid-cols-[13rem_1fr]">
          <dt className="text-sm text-soft">{name}</dt>
          <dd className="min-w-0 break-words numbers">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
