/** A sentence that recomputes while one types; its words come along, so that the script needs none. */
export function Sum({
  name,
  words,
  templates,
  strong = false,
}: {
  name: string
  words: string
  /** Those for a goal of one slot end with `One`. */
  templates: Record<string, string>
  strong?: boolean
}) {
  return (
    <p
      data-sum={name}
      data-templates={JSON.stringify(templates)}
      aria-live="polite"
      hidden={words === ''}
      className={`rounded-md bg-sunken px-3.5 py-2.5 text-sm numbers ${strong ? 'font-semibold' : ''}`}
    >
      {words}
    </p>
  )
}
