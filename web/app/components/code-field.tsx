import { m } from '../paraglide/messages.js'
import { TextField } from './field.tsx'

/** Six digits of an authenticator, in groups or not, as apps show and copy them; the server reads what of it are digits. */
export function CodeField({ isWrong, autoFocus }: { isWrong: boolean; autoFocus: boolean }) {
  return (
    <TextField
      name="code"
      label={m.account_code_label()}
      inputMode="numeric"
      autoComplete="one-time-code"
      pattern="[^0-9A-Za-z]*([0-9][^0-9A-Za-z]*){6}"
      title={m.account_code_digits()}
      maxLength={30}
      required
      autoFocus={autoFocus}
      className="text-lg tracking-widest numbers"
      error={isWrong ? m.account_code_wrong() : undefined}
    />
  )
}
