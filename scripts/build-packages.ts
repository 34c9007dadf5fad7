/**
 * Builds what is published, packages/client and packages/widget, each into its own dist/: one JavaScript file, and the
 * declarations where TypeScript is installed. As a command it builds what is older than its source; `--force` builds
 * all. Several may build at once: every file appears whole.
 */
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { hashOf, isStamped, ROOT } from './sources.ts'

interface Package {
  /** From the root. */
  folder: string
  /** Below dist/, and in src/ with the ending .ts. */
  output: string
  minify: boolean
}

/** The client is read by people and bundled by their tools; the widget is what browsers load. */
const packages: Package[] = [
  { folder: 'packages/client', output: 'index.js', minify: false },
  { folder: 'packages/widget', output: 'widget.js', minify: true },
]

export interface BuildOptions {
  /** Also what is not older than its source. */
  force?: boolean
}

/** Gives the names of what was built. */
export async function buildPackages({ force = false }: BuildOptions = {}): Promise<string[]> {
  const stale = packages.filter((one) => existsSync(entryOf(one)) && (force || !isBuilt(one)))
  await Promise.all(stale.map(buildOne))
  return stale.map(({ output }) => output)
}

/** Whether all that is published is there and made of what lies here. */
export function arePackagesBuilt(): boolean {
  return packages.every((one) => !existsSync(entryOf(one)) || isBuilt(one))
}

const entryOf = ({ folder, output }: Package) => join(ROOT, folder, 'src', output.replace(/\.js$/, '.ts'))

/** Beside what is published, so that it is not. */
const stampFileOf = ({ folder }: Package) => join(ROOT, folder, '.built')

function stampOf({ folder }: Package): string {
  const own = ['src', 'package.json', 'tsconfig.build.json'].map((name) => `${folder}/${name}`)
  return hashOf([...own, 'scripts/build-packages.ts'])
}

function isBuilt(one: Package): boolean {
  return existsSync(join(ROOT, one.folder, 'dist', one.output)) && isStamped(stampFileOf(one), stampOf(one))
}

async function buildOne(one: Package): Promise<void> {
  // Only when something is built: a start that finds all fresh should not wait for it.
  const { build } = await import('vite')
  const stamp = stampOf(one)
  const folder = join(ROOT, one.folder)
  const outDir = mkdtempSync(join(folder, '.build-'))
  try {
    await build({
      configFile: false,
      root: folder,
      logLevel: 'error',
      build: {
        outDir,
        emptyOutDir: false,
        target: 'es2022',
        minify: one.minify,
        copyPublicDir: false,
        lib: { entry: entryOf(one), formats: ['es'], fileName: () => one.output },
      },
    })
    declare(folder, outDir)
    publish(outDir, join(folder, 'dist'), one.output)
    writeFileSync(stampFileOf(one), stamp)
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}

/** Declarations are for those who write against a package: a node that only serves the widget does without. */
function declare(folder: string, outDir: string): void {
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc')
  if (!existsSync(compiler)) return
  const { status, stdout } = spawnSync(
    process.execPath,
    [compiler, '-p', join(folder, 'tsconfig.build.json'), '--outDir', outDir],
    {
      encoding: 'utf8',
    },
  )
  if (status !== 0) throw new Error(`The declarations of ${folder} cannot be made:\n${stdout}`)
  for (const name of readdirSync(outDir).filter((file) => file.endsWith('.d.ts'))) {
    // Only some compilers follow an import of `x.ts` from one declaration to the next.
    const text = readFileSync(join(outDir, name), 'utf8').replaceAll(/(from ')(\.\/[^']+)\.ts'/g, "$1$2.js'")
    writeFileSync(join(outDir, name), text)
  }
}

/** The output comes last: what makes the others look fresh is there only when they are. */
function publish(from: string, to: string, output: string): void {
  const names = readdirSync(from, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(from, name)).isFile(),
  )
  for (const name of names.sort((a, b) => Number(a === output) - Number(b === output))) {
    mkdirSync(dirname(join(to, name)), { recursive: true })
    renameSync(join(from, name), join(to, name))
  }
  for (const name of readdirSync(to)) if (!names.includes(name)) rmSync(join(to, name), { force: true })
}

if (import.meta.main) {
  const built = await buildPackages({ force: process.argv.includes('--force') })
  for (const name of built) console.log(`built ${name}`)
}
