/**
 * `node scripts/build-release.ts <folder>`: the program as it is shipped, in a container or as an archive: Node, the sources as they
 * run, the built pages, and of the dependencies only what those sources import and what that needs in turn. The folder needs
 * nothing beside a C library, and nothing of it is ever written to.
 */
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { ROOT as rootFolder } from './sources.ts'

const ROOT = resolve(rootFolder)

/** Where it lies when it runs: the first line of `sambatan` has to name its Node. */
const home = '/opt/sambatan'

/** What runs, and what it reads; the tests that lie between are left out. */
const shipped = [
  ...['package.json', 'openapi.json', 'LICENSE', 'README.md', 'CHANGELOG.md', 'SECURITY.md'],
  ...['src', 'sql', 'messages', 'assets', 'docs', 'deploy', 'web/build'],
  ...['packages/client/package.json', 'packages/client/dist', 'packages/widget/package.json', 'packages/widget/dist'],
]

/** Imported by nothing, and read by file. */
const readAsFiles = ['@fontsource/plus-jakarta-sans', '@fontsource/young-serif']

/** In packages: nothing of it runs. */
const idle = /(\.(map|md|markdown|d\.[cm]?ts|ts|tsx|flow)|\/(README|CHANGELOG|HISTORY)[^/]*)$/i

interface Manifest {
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
}

const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest

const packageOf = (name: string) => /^(@[^/]+\/)?[^/]+/.exec(name)![0]

/** The packages that the sources name, also those that are loaded when they are needed. */
export function importedPackages(): string[] {
  const named = new Set(readAsFiles)
  const folders = ['src', 'packages/client/src'].map((folder) => join(ROOT, folder))
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  for (const file of files.filter((one) => /(?<!\.test)\.tsx?$/.test(one))) {
    const code = readFileSync(file, 'utf8')
    const statements = code.matchAll(/^(?:import(?!\s+type\b)|export\s*[{*])[^'"=;]*'([@a-z][\w@./-]*)'/gm)
    const later = code.matchAll(/\bimport\(\s*'([@a-z][\w@./-]*)'\s*\)/g)
    for (const [, name] of [...statements, ...later]) {
      if (!name!.startsWith('node:')) named.add(packageOf(name!))
    }
  }
  // The pages bring along what they use, but for what their server shares with ours.
  const { dependencies = {} } = manifestOf(ROOT)
  const pages = readFileSync(join(ROOT, 'web/build/server/index.js'), 'utf8')
  for (const [, name] of pages.matchAll(/\bfrom\s*["']([@a-z][\w@./-]*)["']/g)) {
    if (dependencies[packageOf(name!)] !== undefined) named.add(packageOf(name!))
  }
  return [...named].sort()
}

/** Where a package is found by another, as Node looks for it: beside, then further up. */
function find(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name)
    if (existsSync(join(candidate, 'package.json'))) return candidate
    if (folder === ROOT || folder === dirname(folder)) return undefined
  }
}

/** The folders of packages and of all that they need. What is not there is for other systems, or not wanted by anybody. */
export function closureOf(names: string[]): string[] {
  const folders = new Set<string>()
  const left = names.map((name) => ({ name, from: ROOT, isNeeded: true }))
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const folder = find(next.name, next.from)
    if (folder === undefined && next.isNeeded)
      throw new Error(`${next.name} is not installed, and ${next.from} needs it`)
    if (folder === undefined || folders.has(folder)) continue
    folders.add(folder)
    const {
      dependencies = {},
      optionalDependencies = {},
      peerDependencies = {},
      peerDependenciesMeta = {},
    } = manifestOf(folder)
    const isNeeded = (name: string) => optionalDependencies[name] === undefined
    for (const name of Object.keys(dependencies)) left.push({ name, from: folder, isNeeded: isNeeded(name) })
    for (const name of Object.keys(optionalDependencies)) left.push({ name, from: folder, isNeeded: false })
    for (const name of Object.keys(peerDependencies)) {
      if (peerDependenciesMeta[name]?.optional !== true) left.push({ name, from: folder, isNeeded: true })
    }
  }
  return [...folders].sort()
}

export function buildRelease(target: string): void {
  if (existsSync(target) && readdirSync(target).length > 0) throw new Error(`${target} is not empty`)
  for (const path of shipped) {
    cpSync(join(ROOT, path), join(target, path), { recursive: true, filter: (file) => !/\.test\.tsx?$/.test(file) })
  }
  for (const folder of closureOf(importedPackages())) {
    cpSync(folder, join(target, relative(ROOT, folder)), {
      recursive: true,
      dereference: true,
      // What lies in there for its own needs is found by itself.
      filter: (file) => !idle.test(file) && !relative(folder, file).split('/').includes('node_modules'),
    })
  }
  // Of the package `node`, which installs itself for this machine, only the program.
  const program = join(target, 'bin/node')
  mkdirSync(dirname(program), { recursive: true })
  cpSync(join(ROOT, 'node_modules/node/bin/node'), program)
  const command = join(target, 'bin/sambatan')
  writeFileSync(command, `#!${home}/bin/node --max-semi-space-size=16\nimport '../src/cli/main.ts'\n`)
  chmodSync(command, 0o755)
}

if (import.meta.main) {
  const [target] = process.argv.slice(2)
  if (target === undefined) throw new Error('Which folder? node scripts/build-release.ts <folder>')
  buildRelease(resolve(target))
}
