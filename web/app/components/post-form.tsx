import type { ComponentProps } from 'react'
import { openedFor } from '../opened-for.ts'
import { useVisit } from '../visit.ts'

/**
 * A form that does something, in the name of whoever it was opened for and nobody else: it says whom, and what takes it
 * looks whether they are still who is signed in (`sentForm` in page.ts).
 */
export function PostForm({ children, ...rest }: Omit<ComponentProps<'form'>, 'method'>) {
  const visit = useVisit()
  const person = visit?.visitor?.user_id
  // A page that names somebody is theirs, whatever its loader says of how long it may be kept for others.
  if (visit && person) visit.isPersonal = true
  return (
    <form method="post" {...rest}>
      {person && <input type="hidden" name={openedFor} value={person} />}
      {children}
    </form>
  )
}
