/** What every page needs to know before anything else of it: for its frame, also when it is an error page. */
import type { LoaderFunctionArgs } from 'react-router'
import { pageContext } from './context.ts'
import { open, visitor } from './page.ts'
import { themeOf } from './preferences.ts'

export type Visit = Awaited<ReturnType<typeof readVisit>> & {
  /** Whether something on the page names its visitor, so that nobody else may be shown it. */
  isPersonal?: boolean
}

export async function readVisit(args: LoaderFunctionArgs) {
  const page = open(args)
  const { scripts, production } = args.context.get(pageContext)
  return {
    scripts,
    production,
    here: page.url.pathname + page.url.search,
    theme: themeOf(args.request),
    isAnswerToForm: args.request.method === 'POST',
    // An error page must come out even when it was the API that failed.
    visitor: await visitor(page).catch(() => undefined),
  }
}

/** Filled by visit.server.ts: what stores it is Node's, and React Router builds components for browsers too. */
export const reader: { read(): Visit | undefined } = { read: () => undefined }

export function useVisit(): Visit | undefined {
  return reader.read()
}
