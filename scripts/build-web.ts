/**
 * Builds the pages into web/build: the server's part by React Router, the small scripts for browsers apart, because no page
 * ships a framework. `--if-stale` does nothing when nothing has changed since the last build.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import { hashOf, isStamped, ROOT } from './sources.ts'

const web = join(ROOT, 'web')
const target = process.env.SAMBATAN_WEB_BUILD ?? join(web, 'build')
/** Built beside and exchanged at the end: a build that fails leaves the last one, and nobody ever sees half of one. */
const out = `${target}-${process.pid}`

/** Whether the pages are there and made of what lies here. */
export function isWebBuilt(): boolean {
  return isStamped(join(target, 'stamp'), stampOf())
}

function stampOf(): string {
  return hashOf(['web', 'messages', 'src/kernel', 'packages/client/src', 'package-lock.json', 'scripts/build-web.ts'])
}

export async function buildWeb(): Promise<void> {
  const stamp = stampOf()
  console.error('Building the pages ...')
  process.on('exit', () => rmSync(out, { recursive: true, force: true }))
  execFileSync(
    process.execPath,
    [join(ROOT, 'node_modules/@react-router/dev/dist/cli/index.js'), 'build', web, '--logLevel', 'warn'],
    {
      cwd: ROOT,
      env: { ...process.env, SAMBATAN_WEB_BUILD: out },
      // What a command prints must stand alone on standard output, also when it had to build first.
      stdio: ['ignore', 2, 2],
    },
  )
  dropFramework()
  await buildScripts()
  await compress(join(out, 'client/static'))
  writeFileSync(join(out, 'stamp'), stamp)
  exchange()
}

function exchange(): void {
  try {
    rmSync(target, { recursive: true, force: true })
    renameSync(out, target)
  } catch (error) {
    // Another build of the same files was there a moment sooner.
    if (!isWebBuilt()) throw error
  }
}

/** React Router also builds what would run in browsers; no page names it, so it is not even there to be fetched. */
function dropFramework(): void {
  const folder = join(out, 'client/static')
  for (const file of readdirSync(folder)) if (file.endsWith('.js')) rmSync(join(folder, file))
}

/** Each file of web/app/elements/entries that a page names becomes one script; scripts.json says under which address. */
async function buildScripts(): Promise<void> {
  // Only when something is built: a start that finds all fresh should not wait for it.
  const { build } = await import('vite')
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

if (import.meta.main && !(process.argv.includes('--if-stale') && isWebBuilt())) await buildWeb()
