/**
 * `npm run build`: all that a start needs beside the sources, the pages and what is published. With `--if-stale`, as each
 * start asks for it, nothing is written where everything is built: a checkout that was built once may be read-only.
 */
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { arePackagesBuilt, buildPackages } from './build-packages.ts'
import { buildWeb, isWebBuilt } from './build-web.ts'
import { buildInPlainFolder, isPlain } from './plain-folder.ts'
import { ROOT } from './sources.ts'

const force = !process.argv.includes('--if-stale')
const pages = force || !isWebBuilt()
const packages = force || !arePackagesBuilt()
if (pages || packages) await build()

async function build(): Promise<void> {
  for (const folder of ['web', 'packages/client', 'packages/widget']) requireWritable(join(ROOT, folder))
  if (!isPlain(ROOT)) return buildInPlainFolder(process.argv.slice(2))
  if (pages) await buildWeb()
  if (packages) await buildPackages({ force })
}

function requireWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK)
  } catch (error) {
    process.stderr.write(
      `The pages are not built, or not from these sources, and ${folder} cannot be written to (${(error as NodeJS.ErrnoException).code}). ` +
        'Run "npm run build" once as a user who may write there; after that it can be read-only.\n',
    )
    process.exit(1)
  }
}
