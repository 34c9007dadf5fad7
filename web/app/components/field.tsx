import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react'
import { onOneLine } from '../../../src/kernel/text.ts'
import { m } from '../paraglide/messages.js'
import { useTicked, useTyped } from './typed.ts'

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
      <label
        htmlFor={id}
        className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-3 text-sm font-semibold"
      >
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

/** A text that was typed before is in its field again, or the field says that it was too long for that. */
function useTypedText<Props extends { name: string }>(props: Props) {
  const typed = useTyped(props.name)
  const [value] = typed?.values ?? []
  return {
    ...props,
    ...(value === undefined ? {} : { defaultValue: value }),
    ...(typed?.isLost ? { error: m.form_kept_lost() } : {}),
  }
}

/** The same on one line: an input drops line breaks, which would make one word of two. */
function useTypedLine<Props extends { name: string; defaultValue?: unknown }>(props: Props) {
  const { defaultValue, ...rest } = useTypedText(props)
  return {
    ...rest,
    ...(defaultValue === undefined
      ? {}
      : { defaultValue: typeof defaultValue === 'string' ? onOneLine(defaultValue) : defaultValue }),
  } as Props & { error?: string }
}

/** What people write in any direction; what is written in one alone, as addresses and numbers, says so by its kind. */
function directionOf({ type, inputMode }: InputHTMLAttributes<HTMLInputElement>) {
  return (type === undefined || type === 'text' || type === 'search') && !inputMode ? { dir: 'auto' } : {}
}

export function TextField(props: Named & InputHTMLAttributes<HTMLInputElement>) {
  const { label, hint, error, name, id = name, className = '', optional, ...rest } = useTypedLine(props)
  return (
    <Frame id={id} label={label} hint={hint} error={error} optional={optional ?? !rest.required}>
      <input
        id={id}
        name={name}
        className={`${box} min-h-12 py-2 ${className}`}
        {...directionOf(rest)}
        {...described(id, { label, hint, error })}
        {...rest}
      />
    </Frame>
  )
}

export function TextArea(props: Named & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const { label, hint, error, name, id = name, rows = 4, optional, ...rest } = useTypedText(props)
  return (
    <Frame id={id} label={label} hint={hint} error={error} optional={optional ?? !rest.required}>
      <textarea
        id={id}
        name={name}
        rows={rows}
        dir="auto"
        className={`${box} py-2.5`}
        {...described(id, { label, hint, error })}
        {...rest}
      />
    </Frame>
  )
}

type SelectProps = Named & { choices: [value: string, words: string][] } & SelectHTMLAttributes<HTMLSelectElement>

export function SelectField(props: SelectProps) {
  const { label, hint, error, name, id = name, choices, ...rest } = useTypedText(props)
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

/** A text without a frame, for a page that says beside it what it is. */
export function BareTextField(props: { name: string } & InputHTMLAttributes<HTMLInputElement>) {
  return <input dir="auto" {...useTypedLine(props)} />
}

/** Files to choose, in a frame of its page's own; where some had been chosen before, it says that they have to be again. */
export function BareFileField(props: { name: string; id: string } & InputHTMLAttributes<HTMLInputElement>) {
  const error = useTyped(props.name)?.isLost ? m.form_kept_files() : undefined
  return (
    <>
      {error && (
        <p id={`${props.id}-error`} className="mt-3 text-sm font-semibold text-bad">
          {error}
        </p>
      )}
      <input type="file" {...props} {...described(props.id, { label: '', hint: true, error })} />
    </>
  )
}

/** A box to tick, or one of several choices, in a frame of its page's own. */
export function Choice({
  name,
  value,
  defaultChecked,
  ...rest
}: { name: string; value: string } & InputHTMLAttributes<HTMLInputElement>) {
  return <input name={name} value={value} defaultChecked={useTicked(name, value, defaultChecked)} {...rest} />
}

export function Checkbox({
  label,
  hint,
  name,
  id = name,
  value = 'on',
  ...rest
}: Omit<Named, 'error'> & { value?: string } & InputHTMLAttributes<HTMLInputElement>) {
  return (
    <div>
      <label htmlFor={id} className="flex min-h-11 cursor-pointer items-center gap-3">
        <Choice
          id={id}
          name={name}
          type="checkbox"
          value={value}
          className="size-5 shrink-0 accent-accent"
          {...described(id, { label, hint })}
          {...rest}
        />
        <span className="min-w-0 wrap-anywhere">{label}</span>
      </label>
      {hint && (
        <p id={`${id}-hint`} className="ml-8 text-sm text-soft">
          {hint}
        </p>
      )}
    </div>
  )
}
