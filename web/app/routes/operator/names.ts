import type { Api } from '../../page.ts'

/** How many people of one page are looked up by name; the rest is shown by id. */
const namesMax = 30

/**
 * What people are called, by id: for lists that know only ids.
 * @param actors as records name them; whoever is no person (`user:<id>`) is passed over
 */
export async function namesOf(api: Api, actors: (string | null)[]): Promise<Record<string, string>> {
  const ids = actors.flatMap((actor) => (actor?.startsWith('user:') ? [actor.slice(5)] : []))
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
