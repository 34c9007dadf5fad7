/** What every loader and action starts from: the API as whoever is asking, and problems turned into pages. */
import { createClient, type Quote, type SambatanClient, SambatanError } from '@sambatan/client'
import {
  redirect as answerRedirect,
  data,
  type LoaderFunctionArgs,
  type MiddlewareFunction,
  type Params,
} from 'react-router'
import { plainLine } from '../../src/kernel/line.ts'
import { cut, withLineBreaks } from '../../src/kernel/text.ts'
import { type PageContext, pageContext } from './context.ts'
import { openedAt, openedFor } from './opened-for.ts'
import { m } from './paraglide/messages.js'
import { getLocale } from './paraglide/runtime.js'

export type Api = SambatanClient

export interface Problem {
  status: number
  code: string
  title: string
  detail: string
  errors: { path: string; message: string }[]
  retryAfterSeconds?: number | undefined
  /** Where one item is at fault: which. */
  itemId?: string | undefined
  /** Where the price has changed: what the order would cost now. */
  quote?: Quote | undefined
}

export interface Page {
  request: Request
  url: URL
  params: Params<string>
  api: Api
  /** Whose request this is; asked once, however many parts of a page want to know. Rejects with 401 for nobody. */
  whoAsks(): Promise<Who>
  /** What was sent, for an action. Stops where it is no form, or one that was opened for somebody else. */
  sentForm(): Promise<FormData>
  context: PageContext
}

export type Who = Awaited<ReturnType<Api['whoami']>>

/**
 * A loader or action. What the API refuses becomes the page that says so: somebody unknown is asked to sign in first and
 * comes back, everything else is shown by the error page with its own status.
 */
export function page<Result>(run: (page: Page) => Promise<Result>) {
  return async (args: LoaderFunctionArgs): Promise<Result> => {
    const page = open(args)
    try {
      return await run(page)
    } catch (error) {
      const problem = problemOf(error)
      if (problem === undefined) throw error
      if (problem.status === 401) throw redirect(await signInAddress(page))
      throw data(problem, { status: problem.status })
    }
  }
}

export function open({ request, params, context }: LoaderFunctionArgs): Page {
  const given = context.get(pageContext)
  const api = createClient({
    baseUrl: 'http://inner',
    fetch: given.fetch,
    language: getLocale(),
    // The API is in this process: what fails now fails again, and the person waits.
    retries: 0,
  })
  const page: Page = {
    request,
    params,
    api,
    whoAsks: () => whoOf(given, api),
    sentForm: () => readForm(page),
    context: given,
    url: new URL(request.url),
  }
  return page
}

/**
 * The fields of a form. Several people use one phone: what one of them has opened and filled in is not done in the name of
 * another who has signed in since, in another tab or after going back.
 */
async function readForm(page: Page): Promise<FormData> {
  // A body that says it is a form and is none, as one that was cut off.
  const form = await page.request.formData().catch(() => {
    throw data({ detail: m.error_form_detail(), back: standsOn(page) }, { status: 400 })
  })
  page.context.sent = form
  const person = form.get(openedFor)
  if (typeof person !== 'string' || person === '') return form
  const who = await visitor(page)
  if (who === undefined || who.user_id === person) return form
  const said = { heading: m.error_person_title(), detail: m.error_person_detail(), back: standsOn(page, form) }
  throw data(said, { status: 409 })
}

const known = new WeakMap<PageContext, Promise<Who>>()

function whoOf(context: PageContext, api: Api): Promise<Who> {
  const asked = known.get(context) ?? api.whoami()
  known.set(context, asked)
  return asked
}

/** What the API refuses, or undefined for a defect of ours. */
export function problemOf(error: unknown): Problem | undefined {
  if (!(error instanceof SambatanError) || error.status < 400) return undefined
  const { status, code, title, detail = title, errors = [], retryAfterSeconds, itemId, quote } = error
  // What the API says of all fields together is written for programs: it points at the list of them.
  const said = code === 'validation_failed' ? errors.map(({ message }) => message).join(' ') : detail
  return { status, code, title, detail: said || title, errors, retryAfterSeconds, itemId, quote }
}

/** Nobody is signed in, as against a wrong password or a code that came too late. */
const unknown = new Set(['unauthorized', 'token_invalid'])

/** The answer, or what the API refuses of it: for forms, which show the refusal beside what was typed. */
export async function attempt<Result>(
  answer: Promise<Result>,
): Promise<{ ok: true; result: Result } | { ok: false; problem: Problem }> {
  try {
    return { ok: true, result: await answer }
  } catch (error) {
    const problem = problemOf(error)
    if (problem === undefined || unknown.has(problem.code)) throw error
    return { ok: false, problem }
  }
}

/**
 * Answers with another address. A header holds ASCII alone, and of that no control character: everything else of the
 * address is encoded, what is encoded already stays as it is.
 */
export function redirect(address: string, headers?: Headers): Response {
  return answerRedirect(inAscii(address), { status: 303, ...(headers && { headers }) })
}

function inAscii(address: string): string {
  return address.toWellFormed().replace(/[^!-~]/gu, encodeURIComponent)
}

async function signInAddress(page: Page): Promise<string> {
  const { request, context } = page
  if (request.method === 'GET') return `/sign-in?next=${encodeURIComponent(standsOn(page))}`
  // A form is not sent again by itself after signing in, but the page that it stands on is shown, with what was typed.
  const form = context.sent ?? (await request.formData().catch(() => new FormData()))
  const address = standsOn(page, form)
  context.unsent = { form, address, action: addressOf(page) }
  return `/sign-in?next=${encodeURIComponent(address)}`
}

function addressOf({ url }: Page): string {
  return withoutNews(url.pathname + url.search)
}

/** The page that was asked for, or that a form stands on, which says so where it is sent to another address. */
function standsOn(page: Page, form?: FormData): string {
  return localPath(form?.get(openedAt) ?? addressOf(page))
}

/** An address without what it says of something that was just done: that is news only once. */
export function withoutNews(address: string): string {
  const [path, query] = address.split('?') as [string, string | undefined]
  const left = (query ?? '').split('&').filter((each) => each !== '' && !/^(done|saved|joined)(=|$)/.test(each))
  return left.length === 0 ? path : `${path}?${left.join('&')}`
}

/** Longer than any address of ours: it travels in addresses and in a cookie. */
const pathLengthMax = 2_000

/** An address of this site and no other, in ASCII: what leads somewhere else leads to the start page instead. */
export function localPath(given: FormDataEntryValue | string | null | undefined): string {
  if (typeof given !== 'string' || !/^\/(?![/\\])[^\s\\]*$/.test(given)) return '/'
  const path = inAscii(given)
  return path.length > pathLengthMax ? '/' : path
}

/** Who has a session here, or undefined; asks only when the browser sent one. */
export async function visitor({ whoAsks, request }: Page): Promise<Who | undefined> {
  if (!(request.headers.get('cookie') ?? '').includes('session')) return undefined
  try {
    return await whoAsks()
  } catch (error) {
    if (problemOf(error)?.status === 401) return undefined
    throw error
  }
}

/**
 * Stops whoever has another role before a page shows what is not for them; what its data allows is the API's to say.
 * Operators may see what sellers see. For the layouts that a kind of pages has in common.
 */
export function only(role: 'seller' | 'operator'): MiddlewareFunction<Response> {
  const check = page(async ({ whoAsks }) => {
    const { role: has } = await whoAsks()
    if (has !== role && has !== 'operator') throw data(null, { status: 403 })
  })
  return async (args, next) => {
    await check(args as LoaderFunctionArgs)
    return next()
  }
}

/** Operators may do what sellers do. */
export function sells(role: Who['role'] | undefined): boolean {
  return role === 'seller' || role === 'operator'
}

/**
 * One page of a list, from where its address says. A cursor of another search, as from an old link, begins at the start
 * again.
 * @param name what the address calls it, on a page with another list
 */
export async function listed<Result>(
  url: URL,
  list: (from: { cursor?: string }) => Promise<Result>,
  name = 'cursor',
): Promise<Result> {
  const cursor = url.searchParams.get(name)
  if (!cursor) return list({})
  const found = await attempt(list({ cursor }))
  return found.ok ? found.result : list({})
}

/** What an address asks for by that name, without marks that nobody sees and what no text here can hold, as a NUL. */
export function asked(params: URLSearchParams, name: string, lengthMax = 100): string {
  const typed = plainLine(params.get(name) ?? '')
    .replace(/[\p{C}\uFFFD]/gu, ' ')
    .trim()
  return cut(typed, lengthMax)
}

/** What was typed, without the space around it, and with the line ends that everything else has. */
export function text(form: FormData, name: string): string {
  return withLineBreaks(asTyped(form, name)).trim()
}

/** What is to be taken as it is: a space at the end of a password belongs to it. */
export function asTyped(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/** The key under which something is done once, however often its form is sent. It becomes a header, so it is plain. */
export function sentKey(form: FormData): string {
  return keyIn(form.get('key'))
}

export function keyIn(given: FormDataEntryValue | string | null): string {
  return typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : crypto.randomUUID()
}

/** A form again with what the API refused of it: under its status, and with how long to wait. */
export function refused<Shown extends object>(problem: Problem, shown: Shown) {
  const { status, retryAfterSeconds } = problem
  return data(
    { problem, ...shown },
    {
      // 401 would ask browsers for credentials of another kind.
      status: status === 401 ? 422 : status,
      headers: retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
    },
  )
}

/** The `headers` of a route whose action has some to say, as for a page that is to be tried again later. */
export function answerHeaders({
  loaderHeaders,
  actionHeaders,
}: {
  loaderHeaders: Headers
  actionHeaders: Headers
}): Headers {
  const all = new Headers(loaderHeaders)
  actionHeaders.forEach((value, name) => {
    if (name !== 'set-cookie') all.set(name, value)
  })
  return all
}
