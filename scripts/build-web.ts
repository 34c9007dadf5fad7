/**
 * Builds the pages into web/build: the server's part by React Router, the small scripts for browsers apart, because no page
 * ships a framework. `--if-stale` does nothing when nothing has changed since the last build.
 */
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { build } from 'vite'

const root = fileURLToPath(new URL('../', import.meta.url))
const web = join(root, 'web')
const target = process.env.SAMBATAN_WEB_BUILD ?? join(web, 'build')
/** Built beside and exchanged at the end: a build that fails leaves the last one, and nobody ever sees half of one. */
const out = `${target}-${process.pid}`
const stampFile = join(target, 'stamp')

const stamp = stampOf(['web', 'src/kernel', 'packages/client/src', 'package-lock.json', 'scripts/build-web.ts'])
if (process.argv.includes('--if-stale') && isBuilt()) process.exit(0)
console.log('Building the pages ...')
process.on('exit', () => rmSync(out, { recursive: true, force: true }))
execFileSync(
  process.execPath,
  [join(root, 'node_modules/@react-router/dev/dist/cli/index.js'), 'build', web, '--logLevel', 'warn'],
  {
    cwd: root,
    env: { ...process.env, SAMBATAN_WEB_BUILD: out },
    stdio: 'inherit',
  },
)
dropFramework()
await buildScripts()
await compress(join(out, 'client/static'))
writeFileSync(join(out, 'stamp'), stamp)
exchange()

function isBuilt(): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp
}

function exchange(): void {
  try {
    rmSync(target, { recursive: true, force: true })
    renameSync(out, target)
  } catch (error) {
    // Another build of the same files was there a moment sooner.
    if (!isBuilt()) throw error
  }
}

/** React Router also builds what would run in browsers; no page names it, so it is not even there to be fetched. */
function dropFramework(): void {
  const folder = join(out, 'client/static')
  for (const file of readdirSync(folder)) if (file.endsWith('.js')) rmSync(join(folder, file))
}

/** Each file of web/app/elements/entries that a page names becomes one script; scripts.json says under which address. */
async function buildScripts(): Promise<void> {
  const entries = readdirSync(join(web, 'app/elements/entries')).map((file) => file.replace(/\.ts$/, ''))
  const result = await build({
    configFile: false,
    root: web,
    logLevel: 'warn',
    build: {
      outDir: join(out, 'client'),
      emptyOutDir: false,
      copyPublicDir: false,
      assetsDir: 'static',
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: Object.fromEntries(entries.map((name) => [name, join(web, 'app/elements/entries', `${name}.ts`)])),
        output: { entryFileNames: 'static/[name]-[hash].js', chunkFileNames: 'static/[name]-[hash].js' },
      },
    },
  })
  const { output } = Array.isArray(result)
    ? result[0]!
    : (result as Exclude<typeof result, { on: unknown }> & { output: never[] })
  const scripts = Object.fromEntries(
    (output as { type: string; isEntry?: boolean; name?: string; fileName: string }[])
      .filter((file) => file.type === 'chunk' && file.isEntry)
      .map((file) => [file.name!, `/${file.fileName}`]),
  )
  writeFileSync(join(out, 'scripts.json'), JSON.stringify(scripts))
}

/** Once here instead of at every request, and as small as it gets. */
async function compress(folder: string): Promise<void> {
  const pack = { br: promisify(brotliCompress), gz: promisify(gzip) }
  const files = readdirSync(folder).filter((file) => /\.(css|js|svg)$/.test(file))
  for (const file of files) {
    const content = readFileSync(join(folder, file))
    for (const [ending, run] of Object.entries(pack))
      writeFileSync(join(folder, `${file}.${ending}`), await run(content))
  }
}

/** A hash of all that goes in; reading a few hundred small files takes 20 ms. */
function stampOf(paths: string[]): string {
  const hash = createHash('sha256')
  const skipped = /(^|\/)(\.?build[^/]*|paraglide|\.react-router|node_modules)(\/|$)/
  for (const path of paths) {
    const full = join(root, path)
    const files = path.includes('.')
      ? ['']
      : readdirSync(full, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name).slice(full.length + 1))
          .filter((file) => !skipped.test(file))
          .sort()
    for (const file of files) hash.update(`${path}/${file}\n`).update(readFileSync(join(full, file)))
  }
  return hash.digest('hex')
}
