/**
 * Everything that the API tells a service of what a database holds, by address: lists whole, and of each thing in them what
 * has an address of its own, but for what depends on when it is asked. An upgrade must change none of it.
 */

export interface Answer {
  body: unknown
  /** Where `Link` says that the list goes on. */
  next?: string | undefined
}

export type Told = Record<string, unknown>

interface List {
  path: string
  /** Addresses of one thing of the list. */
  each?: (thing: Record<string, string>) => string[]
  /** Lists that belong to one thing of the list. */
  within?: (thing: Record<string, string>) => string[]
}

const lists: List[] = [
  { path: '/products', each: ({ id }) => [`/products/${id}`] },
  {
    path: '/campaigns',
    each: ({ id }) => ['', '/progress', '/joiners', '/participants/counts'].map((part) => `/campaigns/${id}${part}`),
    within: ({ id }) => [`/campaigns/${id}/logs`, `/campaigns/${id}/participants`],
  },
  { path: '/campaigns?status=inactive' },
  { path: '/people', each: ({ id }) => [`/people/${id}`, `/people/${id}/addresses`] },
  { path: '/api-keys' },
  { path: '/access-log' },
  { path: '/scheduler/runs' },
  { path: '/audit' },
]

/** The address in a `Link` header that says where a list goes on. */
export function nextOf(link: unknown): string | undefined {
  return /<([^>]+)>; rel="next"/.exec(String(link ?? ''))?.[1]
}

export async function everythingTold(ask: (path: string) => Promise<Answer>): Promise<Told> {
  const told: Told = { '/dashboard/summary': (await ask('/dashboard/summary')).body }
  for (const { path, each, within } of lists) {
    told[path] = await wholeList(ask, path)
    for (const thing of told[path] as Record<string, string>[]) {
      for (const address of each?.(thing) ?? []) told[address] = (await ask(address)).body
      for (const address of within?.(thing) ?? []) await tellList(ask, address, told)
    }
  }
  return told
}

/** A list within a campaign, and each participation that it names. */
async function tellList(ask: (path: string) => Promise<Answer>, address: string, told: Told): Promise<void> {
  const things = await wholeList(ask, address)
  told[address] = things
  if (!address.endsWith('/participants')) return
  for (const { id } of things as { id: string }[]) {
    told[`/participations/${id}`] = (await ask(`/participations/${id}`)).body
    told[`/participations/${id}/logs`] = await wholeList(ask, `/participations/${id}/logs`)
  }
}

async function wholeList(ask: (path: string) => Promise<Answer>, path: string): Promise<unknown[]> {
  const all: unknown[] = []
  let at: string | undefined = `${path}${path.includes('?') ? '&' : '?'}limit=100`
  while (at !== undefined) {
    const { body, next }: Answer = await ask(at)
    all.push(...(body as unknown[]))
    at = next
  }
  return all
}
