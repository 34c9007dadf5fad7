import { AsyncLocalStorage } from 'node:async_hooks'
import type { MiddlewareFunction } from 'react-router'
import { pageContext } from './context.ts'
import { forgetForms, keepForm, keptForm } from './kept-forms.server.ts'
import { withoutNews } from './page.ts'
import { reader, readVisit, type Visit } from './visit.ts'

const storage = new AsyncLocalStorage<Visit>()
reader.read = () => storage.getStore()

/**
 * Before all loaders: the page of a loader, an action or a guard that refuses has the same frame as any other. And around
 * them, so that no form loses what was typed into it.
 */
export const withVisit: MiddlewareFunction<Response> = async (args, next) => {
  const { request } = args
  const visit: Visit = await readVisit(args)
  const context = args.context.get(pageContext)
  const secure = context.publicUrl.startsWith('https:')
  const person = visit.visitor?.user_id
  const here = withoutNews(visit.here)
  if (person) {
    const kept = request.method === 'POST' ? undefined : keptForm(request, here, person)
    if (kept) visit.kept = kept
    context.cookies.push(...forgetForms(request, here, person, secure))
  }
  const response = await storage.run(visit, async () => next())
  if (context.unsent) context.cookies.push(...keepForm(request, context.unsent, secure))
  return response
}
