import { m } from '../paraglide/messages.js'
import { TextField } from './field.tsx'

/**
 * The e-mail address of an account. Not of the type `email`: browsers then refuse what was pasted with a mark that nobody
 * sees, and say that the address is wrong. Phones show the same keys, and the server reads it.
 */
export function EmailField(props: { hint?: string; defaultValue: string | undefined; error: string | undefined }) {
  return (
    <TextField
      {...props}
      name="email"
      label={m.account_email()}
      inputMode="email"
      autoComplete="username"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      pattern="[^@]+@[^@]+"
      title={m.account_email_form()}
      maxLength={254}
      required
    />
  )
}
