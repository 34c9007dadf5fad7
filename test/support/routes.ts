import type { App } from '../../src/http/types.ts'

/** The routes that an app really has, as they are registered: `GET /healthz`. All wildcards are one, `GET *`. */
export async function routesOf(app: App): Promise<string[]> {
  const tree = app.printRoutes({ commonPrefix: false, includeHooks: false })
  const routes: string[] = []
  const stack: string[] = []
  for (const line of tree.split('\n')) {
    const parsed = /^([│ ]*(?:├──|└──) )(\S+)(?: \(([^)]+)\))?$/.exec(line)
    if (!parsed) continue
    const depth = parsed[1]!.length / 4
    stack.length = depth - 1
    stack.push(parsed[2]!)
    for (const method of parsed[3]?.split(', ') ?? []) if (method !== 'HEAD') routes.push(`${method} ${stack.join('')}`)
  }
  return routes
}
