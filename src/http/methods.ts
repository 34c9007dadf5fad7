import type { RouteOptions } from 'fastify'

export type RouteTable = RouteOptions[]

/** Tells which methods an address takes, for the answer to one that it does not take; none when there is no such address. */
export function methodFinder(routes: RouteTable): (path: string) => string[] {
  const patterns = routes.map((route) => ({ pattern: patternOf(route.url), methods: [route.method].flat() }))
  return (path) => {
    const methods = patterns.filter(({ pattern }) => pattern.test(path)).flatMap((route) => route.methods)
    return [...new Set(methods)].sort()
  }
}

/** `/campaigns/:id` and `/assets/*` as regular expressions. */
function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part === '*') return '.*'
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('/')}$`)
}
