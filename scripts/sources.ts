/** What a build was made of, as one hash: whether it is still the build of what lies here does not depend on any file's date. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('..', import.meta.url))

/**
 * What builds and tools put among the sources: the compiled catalogues, React Router's types, a notice of the catalogues'
 * compiler, whatever begins with a dot. A build that counted what it makes would be stale as soon as it is there.
 */
const made = /(^|\/)(\.[^/]*|build[^/]*|dist|paraglide|node_modules|project\.inlang\/README\.md)(\/|$)|\.test\.ts$/

/** Of files, and of all files in folders, each named from the root. Reading a few hundred small files takes 20 ms. */
export function hashOf(paths: string[]): string {
  const hash = createHash('sha256')
  for (const path of paths) {
    const full = join(ROOT, path)
    const files = statSync(full).isFile() ? [''] : filesIn(full)
    for (const file of files) hash.update(`${path}/${file}\n`).update(readFileSync(join(full, file)))
  }
  return hash.digest('hex')
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((file) => !made.test(file))
    .sort()
}

/** Whether a build left this hash behind. */
export function isStamped(stampFile: string, hash: string): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash
}
