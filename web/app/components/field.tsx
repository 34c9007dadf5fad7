import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'
import { m } from '../paraglide/messages.js'

interface Words {
  label: string
  hint?: ReactNode
  /** Whether it says that it may be left empty: what is not required does, but for a search, or one of two ways to answer. */
  optional?: boolean
  /** What is wrong with it; it is read out with the field. */
  error?: string | undefined
}

const box =
  'w-full rounded-md border bg-surface px-3.5 text-base text-ink placeholder:text-soft/80 aria-invalid:border-bad border-line hover:border-soft'

function Frame({ id, label, hint, error, optional, children }: Words & { id: string; children: ReactNode }) {
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 flex items-baseline justify-between gap-3 text-sm font-semibold">
        {label}
        {optional && <span className="font-normal text-soft">{m.optional()}</span>}
      </label>
      {children}
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-sm font-semibold text-bad">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-soft">
          {hint}
        </p>
      )}
    </div>
  )
}

function described(id: string, { hint, error }: Words) {
  const ids = [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return { ...(ids ? { 'aria-describedby': ids } : {}), ...(error ? { 'aria-invalid': true } : {}) }
}

type Named = Words & { name: string; id?: string }

export function TextField({
  label,
  hint,
  error,
  name,
  id = name,
  className = '',
  optional,
  ...rest
}: Named & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <Frame id={id} label={label} hint={hint} error={error} optional={optional ?? !rest.required}>
      <input
        id={id}
        name={name}
        className={`${box} min-h-12 py-2 ${className}`}
        {...described(id, { label, hint, error })}
        {...rest}
      />
    </Frame>
  )
}

export function TextArea({
  label,
  hint,
  error,
  name,
  id = name,
  rows = 4,
  ...rest
}: Named & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  return (
    <Frame id={id} label={label} hint={hint} error={error} optional={!rest.required}>
      <textarea
        id={id}
        name={name}
        rows={rows}
        className={`${box} py-2.5`}
        {...described(id, { label, hint, error })}
        {...rest}
      />
    </Frame>
  )
}

export function SelectField({
  label,
  hint,
  error,
  name,
  id = name,
  choices,
  ...rest
}: Named & { choices: [value: string, words: string][] } & SelectHTMLAttributes<HTMLSelectElement>) {
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <select
        id={id}
        name={name}
        className={`${box} min-h-12 py-2`}
        {...described(id, { label, hint, error })}
        {...rest}
      >
        {choices.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </Frame>
  )
}

export function Checkbox({
  label,
  hint,
  name,
  id = name,
  ...rest
}: Omit<Named, 'error'> & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <div>
      <label htmlFor={id} className="flex min-h-11 cursor-pointer items-center gap-3">
        <input
          id={id}
          name={name}
          type="checkbox"
          className="size-5 accent-accent"
          {...described(id, { label, hint })}
          {...rest}
        />
        {label}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="ml-8 text-sm text-soft">
          {hint}
        </p>
      )}
    </div>
  )
}
