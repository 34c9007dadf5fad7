/** Runs every generator. `npm run check` compares what is committed with what they would write. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { GENERATORS } from './generators.ts'

let failed = false
for (const generator of GENERATORS) {
  const path = fileURLToPath(new URL(generator, import.meta.url))
  const { status, signal, error } = spawnSync(process.execPath, [path], { stdio: 'inherit' })
  if (status === 0) continue
  failed = true
  // What is killed, by a lack of memory for instance, says nothing itself.
  console.log(`${generator} failed: ${error?.message ?? (signal ? `ended by ${signal}` : `exit code ${status}`)}`)
}
process.exitCode = failed ? 1 : 0
