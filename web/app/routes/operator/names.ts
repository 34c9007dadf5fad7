import type { Api } from '../../page.ts'

/** Actors that are not people. */
const isNobody = /^(scheduler|service|anonymous|start|command-line|operator-code|(machine|key|sql):.*)$/

/** How many people of one page are looked up by name; the rest is shown by id. */
const namesMax = 30

/**
 * What people are called, by id: for lists that know only ids.
 * @param given ids, or actors as records name them (`user:<id>`); everything else is passed over
 */
export async function namesOf(api: Api, given: (string | null)[]): Promise<Record<string, string>> {
  const ids = given.flatMap((one) => {
    if (one === null) return []
    if (one.startsWith('user:')) return [one.slice(5)]
    return isNobody.test(one) ? [] : [one]
  })
  const unique = [...new Set(ids)].slice(0, namesMax)
  const names = await Promise.all(
    unique.map((id) =>
      api
        .readProfile({ id })
        .then((profile) => [id, profile.name] as const)
        .catch(() => undefined),
    ),
  )
  return Object.fromEntries(names.filter((one) => one !== undefined))
}
