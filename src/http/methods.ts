import type { RouteOptions } from 'fastify'
import type { ServerBuild } from 'react-router'

export type RouteTable = RouteOptions[]

/** Tells which methods an address takes, for the answer to one that it does not take; none when there is no such address. */
export function methodFinder(routes: RouteTable): (path: string) => string[] {
  const patterns = routes.map((route) => ({ pattern: patternOf(route.url), methods: [route.method].flat() }))
  return (path) => {
    const methods = patterns.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods)
    return [...new Set(methods)].sort()
  }
}

/** What of a page's module says which methods its address takes. */
interface PageModule {
  default?: unknown
  loader?: unknown
  action?: unknown
  /** Of a page that answers by itself, and not by a loader or an action. */
  handle?: { methods?: string[] }
}

export interface PageMethods {
  methods: string[]
  /** Whether it has an answer of its own to whoever only opens it. */
  answersItself: boolean
}

/** The same of the pages, of which the most particular one has an address. Undefined where it is no page's. */
export function pageMethodFinder(routes: ServerBuild['routes']): (path: string) => PageMethods | undefined {
  const parts = (id: string | undefined): string[] => {
    const route = id === undefined ? undefined : routes[id]
    return route === undefined ? [] : [...parts(route.parentId), ...(route.path ? [route.path] : [])]
  }
  const pages = Object.values(routes)
    .filter((route) => route !== undefined && (route.index || (route.path ?? '') !== ''))
    .map((route) => ({ url: `/${parts(route!.id).join('/')}`, module: route!.module as PageModule }))
    .filter(({ url }) => url !== '/*')
    .sort((a, b) => a.url.split(':').length - b.url.split(':').length)
    .map(({ url, module }) => ({ pattern: patternOf(url), ...methodsOfPage(module) }))
  return (path) => pages.find(({ pattern }) => pattern.test(path))
}

function methodsOfPage({ default: element, loader, action, handle }: PageModule): PageMethods {
  if (handle?.methods) return { methods: handle.methods, answersItself: true }
  const methods = [...(element || loader ? ['GET', 'HEAD'] : []), ...(action ? ['POST'] : [])]
  return { methods, answersItself: false }
}

/** `/campaigns/:id` and `/assets/*` as regular expressions. */
function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part === '*') return '.*'
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('/')}$`)
}
