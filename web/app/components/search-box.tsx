interface Props {
  label: string
  /** Whether the label is only read out, because the words of the field say the same. */
  labelHidden?: boolean
  placeholder: string
  value: string
  name?: string
  id?: string
}

/** Where words are searched for; it stands in a form, alone or with filters. */
export function SearchBox({ label, labelHidden = false, placeholder, value, name = 'q', id = name }: Props) {
  return (
    <div className="min-w-0 flex-1">
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'mb-1.5 block text-sm font-semibold'}>
        {label}
      </label>
      <input
        id={id}
        name={name}
        type="search"
        dir="auto"
        defaultValue={value}
        maxLength={100}
        placeholder={placeholder}
        className="min-h-12 w-full rounded-md border border-line bg-surface px-3.5 placeholder:text-soft/80 hover:border-soft"
      />
    </div>
  )
}
