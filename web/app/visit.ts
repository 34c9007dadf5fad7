/** What every page needs to know before anything else of it: for its frame, also when it is an error page. */
import type { LoaderFunctionArgs } from 'react-router'
import { pageContext } from './context.ts'
import type { KeptForm } from './kept-forms.server.ts'
import { openedAt } from './opened-for.ts'
import { asTyped, open, visitor } from './page.ts'
import { themeOf } from './preferences.ts'

export type Visit = Awaited<ReturnType<typeof readVisit>> & {
  /** What waits to go back into a form of this page. */
  kept?: KeptForm
  /** The form of the page in which its visitor types, once it is known. */
  typedForm?: { id: string; action: string }
}

export async function readVisit(args: LoaderFunctionArgs) {
  const page = open(args)
  const context = args.context.get(pageContext)
  const { scripts, production, audience, demo } = context
  // An error page must come out even when it was the API that failed.
  const who = await visitor(page).catch(() => undefined)
  return {
    scripts,
    production,
    demo,
    here: page.url.pathname + page.url.search,
    theme: themeOf(args.request),
    isAnswerToForm: args.request.method === 'POST',
    /** On which page the form stood that was sent. */
    openedAt: () => asTyped(context.sent ?? new FormData(), openedAt) || undefined,
    /** Whose page it is; nobody's where many are shown it alike. */
    visitor: who,
    role: who?.role ?? audience,
  }
}

/** Filled by visit.server.ts: what stores it is Node's, and React Router builds components for browsers too. */
export const reader: { read(): Visit | undefined } = { read: () => undefined }

export function useVisit(): Visit | undefined {
  return reader.read()
}
