interface Props {
  label: string
  placeholder: string
  value: string
  name?: string
}

/** Where words are searched for; it stands in a form with the other filters. */
export function SearchBox({ label, placeholder, value, name = 'q' }: Props) {
  return (
    <div className="min-w-0">
      <label htmlFor={name} className="mb-1.5 block text-sm font-semibold">
        {label}
      </label>
      <input
        id={name}
        name={name}
        type="search"
        defaultValue={value}
        maxLength={100}
        placeholder={placeholder}
        className="min-h-12 w-full rounded-md border border-line bg-surface px-3.5 placeholder:text-soft/80 hover:border-soft"
      />
    </div>
  )
}
