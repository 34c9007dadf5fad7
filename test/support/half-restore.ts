/** Loads half of the rows of a backup into a database, says so, and waits to be killed: `half-restore.ts <backup> <url or folder>`. */
import { readFileSync } from 'node:fs'
import { checkBackup, openSourceFile } from '../../src/backup/index.ts'
import { loadDatabase, openDatabase } from '../../src/db/index.ts'

const [path, place] = process.argv.slice(2) as [string, string]
const file = await openSourceFile(path, undefined)
const { manifest, routines, end } = await checkBackup(file, () => {})
const db = await openDatabase(place.startsWith('postgres') ? { url: place } : { dataDir: place })
const line = JSON.stringify(['product', 'half', '019a0000-0000-7000-8000-000000000001', null, '2026-11-29 00:00:00+00'])

await loadDatabase(db, {
  shape: { ...manifest.shape, routines },
  async *pages() {
    yield { table: 'search_backlog', lines: [line] }
    process.stdout.write(`half of ${readFileSync(path).length}\n`)
    await new Promise(() => setInterval(() => {}, 1000))
  },
  sequences: async () => end.sequences,
})
