import { diffWordsWithSpace } from 'diff'
import { m } from '../paraglide/messages.js'

/** Of texts that differ in more words than this, marks would only be in the way, and finding them would take long. */
const editsMax = 300

/** What a text said and what it says, with what went and what came marked; nothing where it is the same. */
export function Compared({ name, before, after }: { name: string; before: string; after: string }) {
  if (before === after) return null
  const parts = diffWordsWithSpace(before, after, { maxEditLength: editsMax })
  const shownBefore = parts?.filter(({ added }) => !added) ?? [{ value: before, removed: true }]
  const shownAfter = parts?.filter(({ removed }) => !removed) ?? [{ value: after, added: true }]
  return (
    <Pair
      name={name}
      before={before && <Marked parts={shownBefore} />}
      after={after && <Marked parts={shownAfter} />}
    />
  )
}

/** One beside the other; on a phone one below the other. */
export function Pair({ name, before, after }: { name: string; before: React.ReactNode; after: React.ReactNode }) {
  return (
    <section className="mt-5">
      <h3 className="text-lg">{name}</h3>
      <div className="mt-2 grid grid-cols-1 gap-4 md:grid-cols-2">
        {(
          [
            [m.changes_before(), before],
            [m.changes_after(), after],
          ] as const
        ).map(([heading, shown]) => (
          <div key={heading} className="min-w-0 rounded-md border border-line bg-surface px-4 py-3">
            <h4 className="text-sm font-semibold text-soft">{heading}</h4>
            <div className="mt-1">{shown || <p className="text-soft">{m.changes_nothing()}</p>}</div>
          </div>
        ))}
      </div>
    </section>
  )
}

function Marked({ parts }: { parts: { value: string; added?: boolean; removed?: boolean }[] }) {
  return (
    <p dir="auto" className="whitespace-pre-line wrap-anywhere">
      {parts.map(({ value, added, removed }, index) => {
        const key = `${index}`
        if (removed) {
          return (
            <del key={key} className="bg-bad-tint text-bad">
              {value}
            </del>
          )
        }
        if (added) {
          return (
            <ins key={key} className="bg-good-tint text-good">
              {value}
            </ins>
          )
        }
        return <span key={key}>{value}</span>
      })}
    </p>
  )
}
