/** Files that a release contains, which never change again: migrations, as they are applied here and by Supabase. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './sources.ts'

const releases = 'test/db/releases'
const folders = ['sql/migrations', 'supabase/migrations']

/** SHA-256 by path from the root. */
export type Frozen = Record<string, string>

/** What a release made now freezes. */
export function freeze(root = ROOT): Frozen {
  const paths = folders.flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
  return Object.fromEntries(paths.sort().map((path) => [path, hashOf(root, path)]))
}

/** Paths of files that differ from what a release contains, or are gone. */
export function changedAfterRelease(root = ROOT): string[] {
  const changed = new Set<string>()
  for (const name of readdirSync(join(root, releases))) {
    const file = join(root, releases, name, 'frozen.json')
    if (!existsSync(file)) continue
    const frozen = JSON.parse(readFileSync(file, 'utf8')) as Frozen
    for (const [path, hash] of Object.entries(frozen)) if (hashOf(root, path) !== hash) changed.add(path)
  }
  return [...changed].sort()
}

function hashOf(root: string, path: string): string {
  if (!existsSync(join(root, path))) return 'gone'
  return createHash('sha256')
    .update(readFileSync(join(root, path)))
    .digest('hex')
}
