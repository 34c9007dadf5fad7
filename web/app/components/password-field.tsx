import type { InputHTMLAttributes } from 'react'
import { m } from '../paraglide/messages.js'
import { TextField } from './field.tsx'

/** As the API wants them, so that browsers say it before it does. */
export const passwordLength = { min: 10, max: 128 } as const

type Props = { label: string; name: string; hint?: string; error?: string | undefined; isNew?: boolean } & Omit<
  InputHTMLAttributes<HTMLInputElement>,
  'name' | 'type'
>

/** A password, with a button that shows what was typed where scripts run (`forms`). */
export function PasswordField({ isNew = false, name, id = name, ...rest }: Props) {
  const limits = isNew ? { minLength: passwordLength.min } : {}
  return (
    <div className="relative">
      <TextField
        {...rest}
        {...limits}
        id={id}
        name={name}
        type="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        maxLength={passwordLength.max}
        required
      />
      <button
        type="button"
        hidden
        data-reveal={id}
        data-hide={m.account_password_hide()}
        aria-controls={id}
        aria-pressed="false"
        className="absolute -top-2.5 right-0 min-h-11 cursor-pointer rounded-sm px-1 text-sm font-semibold text-accent underline underline-offset-4"
      >
        {m.account_password_show()}
      </button>
    </div>
  )
}
