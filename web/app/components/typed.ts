/** What somebody had typed into the form around, for its fields. */
import { createContext, useContext } from 'react'
import type { KeptForm } from '../kept-forms.server.ts'

export const TypedForm = createContext<{ kept: KeptForm | undefined; isTypedIn(): void } | undefined>(undefined)

interface Typed {
  /** All that was sent by the name of this field. */
  values: string[]
  /** Whether it was too long to be kept, or held files. */
  isLost: boolean
}

/** What was typed into a field of that name before, where something is kept of its form; every field that is typed in asks. */
export function useTyped(name: string): Typed | undefined {
  const form = useContext(TypedForm)
  form?.isTypedIn()
  if (!form?.kept) return undefined
  const { fields, lost } = form.kept
  return { values: fields.flatMap(([each, value]) => (each === name ? [value] : [])), isLost: lost.includes(name) }
}

/** Whether a box is ticked, or one of several choices made: what was kept says it of all of them. */
export function useTicked(name: string, value: string, isDefault: boolean | undefined): boolean | undefined {
  const typed = useTyped(name)
  return typed === undefined ? isDefault : typed.values.includes(value)
}
