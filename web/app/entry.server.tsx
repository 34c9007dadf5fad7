import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { renderToPipeableStream } from 'react-dom/server'
import {
  createRequestHandler,
  type EntryContext,
  isRouteErrorResponse,
  type LoaderFunctionArgs,
  RouterContextProvider,
  ServerRouter,
} from 'react-router'
import { pageContext } from './context.ts'
import type { Problem } from './page.ts'
import { getLocale } from './paraglide/runtime.js'

// One copy of each, reached by Fastify through the build.
export { createRequestHandler, pageContext, RouterContextProvider }

/** How long a page may take to render before it is given up, in milliseconds. */
const renderMsMax = 5_000

/**
 * Renders a page whole. Nothing is streamed: pages have no slow parts, a whole one is compressed and measured at once, and a
 * page that fails half-way is an error page instead of half a page.
 */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  context: EntryContext,
): Promise<Response> {
  const language = getLocale()
  const { retryAfterSeconds, allow } = refusalIn(context)
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds))
  if (allow !== undefined) headers.set('allow', allow)
  let timer: NodeJS.Timeout | undefined
  const whole = new Promise<Buffer<ArrayBuffer>>((resolve, reject) => {
    const { pipe, abort } = renderToPipeableStream(<ServerRouter context={context} url={request.url} />, {
      onAllReady: () => resolve(buffer(pipe(new PassThrough()))),
      onShellError: reject,
      onError: reject,
    })
    timer = setTimeout(abort, renderMsMax)
  })
  const body = await whole.finally(() => clearTimeout(timer))
  headers.set('content-type', 'text/html; charset=utf-8')
  headers.set('content-language', language)
  return new Response(request.method === 'HEAD' ? null : body, { status, headers })
}

/**
 * What the headers of an error page say as well: how long to wait, as with the API's refusal that it shows, and what an
 * address takes instead. Routes' headers are not asked for errors.
 */
function refusalIn({ staticHandlerContext: { errors } }: EntryContext): Partial<Problem> & { allow?: string } {
  const [error] = Object.values(errors ?? {})
  return (isRouteErrorResponse(error) && error.data) || {}
}

/**
 * What fails in loaders, actions and components is logged as what the API fails with; pages say only that it did. What the
 * router itself refuses, as a method that no page takes, is no failure: anybody could fill the log with it.
 */
export function handleError(error: unknown, { context, request }: LoaderFunctionArgs): void {
  const isRefusal = isRouteErrorResponse(error) && error.status < 500
  if (!request.signal.aborted && !isRefusal) (context as Readonly<RouterContextProvider>).get(pageContext).report(error)
}
