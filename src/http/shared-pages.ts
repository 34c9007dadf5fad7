/**
 * Pages that many are shown alike, and what of a request they depend on. Everything else that an address or a header
 * says is left out before such a page is made: whatever is added to a link (by those who count where people come from, or
 * by somebody who wants it made anew each time) gets the page that is there already.
 */
import type { FastifyRequest } from 'fastify'
import { fromAcceptLanguage, type Language } from '../kernel/language.ts'
import type { Role } from '../modules/identity/index.ts'

export type PageRole = Role | 'nobody'

const pages: { path: RegExp; looksAt: string[] }[] = [
  {
    path: /^\/$/,
    looksAt: ['q', 'status', 'sort', 'price_min', 'price_max', 'ending', 'cursor', 'before'],
  },
  { path: /^\/c\/[^/]+$/, looksAt: [] },
  { path: /^\/c\/[^/]+\/changes$/, looksAt: ['cursor', 'before'] },
  { path: /^\/how-it-works$/, looksAt: [] },
]

/** Of a list that goes on: the pages before, each once. */
const several = 'before'

/** Who may be shown the same page, and the request that it is made for. */
export interface Shared {
  key: string
  /** Path and query, with what the page looks at and nothing else, in one order. */
  url: string
  /** The only ones that it is made of. */
  headers: Record<string, string>
  /** Whether nothing that they send with it could make their pages differ, so that one can be waited for by all. */
  isAlike: boolean
  isSearch: boolean
}

/**
 * The page that somebody asks for, as it can be shared: with everybody who asks for the same in the same language, theme
 * and role, because the frame of a page differs by nothing else; what else differs is up to its loader, which says whether
 * the page may be kept at all. Undefined for what is nobody else's.
 */
export function sharedPage(request: FastifyRequest): Shared | undefined {
  const role: PageRole | undefined = request.pageRole
  if ((request.method !== 'GET' && request.method !== 'HEAD') || role === undefined) return undefined
  const at = request.url.indexOf('?')
  const path = at < 0 ? request.url : request.url.slice(0, at)
  const page = pages.find((each) => each.path.test(path))
  if (page === undefined) return undefined
  const query = at < 0 ? '' : queryOf(request.url.slice(at + 1), page.looksAt)
  const { cookie = '', 'accept-language': languages } = request.headers
  const language = chosen(cookie, 'language', ['id', 'en']) ?? fromAcceptLanguage(languages)
  const theme = chosen(cookie, 'theme', ['light', 'dark'])
  const url = query === '' ? path : `${path}?${query}`
  return {
    key: [url, language, theme ?? '', role].join('\n'),
    url,
    headers: headersOf(language, theme, role === 'nobody' ? undefined : sessionIn(cookie)),
    isAlike: role === 'nobody',
    isSearch: query !== '',
  }
}

function queryOf(text: string, looksAt: string[]): string {
  const given = new URLSearchParams(text)
  const query = new URLSearchParams()
  for (const name of looksAt) {
    const values = given.getAll(name)
    // A page takes the first of several, and what is empty as not there.
    for (const value of name === several ? values : values.slice(0, 1)) if (value !== '') query.append(name, value)
  }
  return query.toString()
}

function chosen<Choice extends string>(cookie: string, name: string, choices: Choice[]): Choice | undefined {
  const [, value] = new RegExp(`(?:^|;)\\s*sambatan_${name}=([a-z]*)\\s*(?:;|$)`).exec(cookie) ?? []
  return choices.find((choice) => choice === value)
}

function sessionIn(cookie: string): string | undefined {
  return cookie
    .split(';')
    .map((pair) => pair.trim())
    .find((pair) => /^(__Secure-)?sambatan\.session_token=/.test(pair))
}

function headersOf(language: Language, theme: string | undefined, session: string | undefined) {
  const cookies = [`sambatan_language=${language}`, theme && `sambatan_theme=${theme}`, session].filter(Boolean)
  return { cookie: cookies.join('; '), 'accept-language': language }
}
