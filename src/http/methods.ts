import type { RouteOptions } from 'fastify'

export type RouteTable = RouteOptions[]

/** The methods that an address takes, for the answer to one that it does not take; empty when there is no such address. */
export function methodsOf(routes: RouteTable, path: string): string[] {
  const matching = routes.filter((route) => patternOf(route.url).test(path)).flatMap((route) => route.method)
  return [...new Set(matching)].sort()
}

/** `/campaigns/:id` and `/assets/*` as regular expressions. */
function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part === '*') return '.*'
    return part.startsWith(':') ? '[^/]+' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('/')}$`)
}
