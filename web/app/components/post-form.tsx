import { type ComponentProps, useId } from 'react'
import { openedAt, openedFor } from '../opened-for.ts'
import { withoutNews } from '../page.ts'
import { m } from '../paraglide/messages.js'
import { useVisit } from '../visit.ts'
import { Notice } from './notice.tsx'
import { TypedForm } from './typed.ts'

/**
 * A form that does something, in the name of whoever it was opened for and nobody else: it says whom, and what takes it
 * looks whether they are still who is signed in (`sentForm` in page.ts). What they had typed when their session ended, or
 * when they chose another language, is in its fields again.
 */
export function PostForm({
  children,
  ...rest
}: Omit<ComponentProps<'form'>, 'method' | 'action'> & { action?: string }) {
  const visit = useVisit()
  const ownId = useId()
  const person = visit?.visitor?.user_id
  const here = withoutNews(visit?.here ?? '/')
  const action = withoutNews(rest.action ?? here)
  const page = visit?.openedAt() ?? here
  const kept = visit?.kept?.action === action ? visit.kept : undefined
  const id = rest.id ?? ownId
  const isTypedIn = () => {
    if (visit && person) visit.typedForm ??= { id, action }
  }
  return (
    <form method="post" {...rest} id={id}>
      {person && <input type="hidden" name={openedFor} value={person} />}
      {person && page !== action && <input type="hidden" name={openedAt} value={page} />}
      <TypedForm value={{ kept, isTypedIn }}>
        {kept && <Notice tone="good">{m.form_kept()}</Notice>}
        {children}
      </TypedForm>
    </form>
  )
}
