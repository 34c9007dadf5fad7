/**
 * Pages that many are shown alike, and what of a request they depend on. Everything else that an address or a header
 * says is left out before such a page is made: whatever is added to a link (by those who count where people come from, or
 * by somebody who wants it made anew each time) gets the page that is there already.
 */
import type { FastifyRequest } from 'fastify'
import { fromAcceptLanguage, type Language, languageOf } from '../kernel/language.ts'
import type { Role } from '../modules/identity/index.ts'

export type PageRole = Role | 'nobody'

interface SharedPath {
  path: RegExp
  looksAt: string[]
  /** Whether its address may say its language: what asks for it by itself, as a calendar, speaks for nobody. */
  namesLanguage?: boolean
}

const pages: SharedPath[] = [
  {
    path: /^\/$/,
    looksAt: ['q', 'status', 'sort', 'price_min', 'price_max', 'ending', 'cursor', 'before'],
  },
  { path: /^\/c\/[^/]+$/, looksAt: [] },
  { path: /^\/c\/[^/]+\/changes$/, looksAt: ['cursor', 'before'] },
  { path: /^\/s\/[^/]+$/, looksAt: ['cursor', 'before'] },
  { path: /^\/s\/[^/]+\/(feed\.xml|campaigns\.ics)$/, looksAt: [], namesLanguage: true },
  { path: /^\/how-it-works$/, looksAt: [] },
]

/** Of a list that goes on: the pages before, each once. */
const several = 'before'

/**
 * Who may be shown the same page, and the request that it is made for. It is nobody's: it holds no session, so that nothing on the
 * page can be about whoever happened to ask first.
 */
export interface Shared {
  key: string
  /** The role of all who are shown it, which its frame depends on; undefined for those who are not signed in. */
  audience: Role | undefined
  /** Path and query, with what the page looks at and nothing else, in one order. */
  url: string
  /** The only ones that it is made of. */
  headers: Record<string, string>
  isSearch: boolean
}

/**
 * The page that somebody asks for, as it can be shared: with everybody who asks for the same in the same language, theme
 * and role, because it is made of nothing else. Undefined for what is nobody else's.
 */
export function sharedPage(request: FastifyRequest): Shared | undefined {
  const role: PageRole | undefined = request.pageRole
  if ((request.method !== 'GET' && request.method !== 'HEAD') || role === undefined) return undefined
  const at = request.url.indexOf('?')
  const path = at < 0 ? request.url : request.url.slice(0, at)
  const page = pages.find((each) => each.path.test(path))
  if (page === undefined) return undefined
  const given = new URLSearchParams(at < 0 ? '' : request.url.slice(at + 1))
  const query = queryOf(given, page.looksAt)
  const named = page.namesLanguage ? languageOf(given.get('lang') ?? '') : undefined
  const { cookie = '', 'accept-language': languages } = request.headers
  const language = named ?? chosen(cookie, 'language', ['id', 'en']) ?? fromAcceptLanguage(languages)
  const theme = chosen(cookie, 'theme', ['light', 'dark'])
  const url = query === '' ? path : `${path}?${query}`
  return {
    audience: role === 'nobody' ? undefined : role,
    key: [url, language, theme ?? '', role].join('\n'),
    url,
    headers: headersOf(language, theme),
    isSearch: query !== '',
  }
}

function queryOf(given: URLSearchParams, looksAt: string[]): string {
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

function headersOf(language: Language, theme: string | undefined) {
  const cookies = [`sambatan_language=${language}`, theme && `sambatan_theme=${theme}`].filter(Boolean)
  return { cookie: cookies.join('; '), 'accept-language': language }
}
