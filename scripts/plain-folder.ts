/**
 * The tools that build the pages put paths into addresses, and take these characters of a path for parts of one. A
 * checkout in such a folder is built in a temporary one that has none of them.
 */
import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './sources.ts'

export function isPlain(folder: string): boolean {
  return !/[#?%\\]/.test(folder)
}

/** Runs the build there, with its own arguments, and brings back what there is then. */
export function buildInPlainFolder(args: string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'sambatan-build-'))
  if (!isPlain(folder)) {
    rmSync(folder, { recursive: true })
    process.stderr.write(
      `The pages can be built neither in ${ROOT} nor in ${tmpdir()}: the tools that build them fail where a path holds #, ?, % or \\. Set TMPDIR to another folder for the build.\n`,
    )
    process.exit(1)
  }
  try {
    const inputs = [
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'packages',
      'scripts',
      'src',
      'web',
      'messages',
    ]
    for (const name of inputs) cpSync(join(ROOT, name), join(folder, name), { recursive: true })
    linkTree(realpathSync(join(ROOT, 'node_modules')), join(folder, 'node_modules'))
    const { SAMBATAN_WEB_BUILD: target = join(ROOT, 'web/build'), ...env } = process.env
    execFileSync(process.execPath, [join(folder, 'scripts/build.ts'), ...args], { env, stdio: ['ignore', 2, 2] })
    bring(join(folder, 'web/build'), target)
    for (const name of ['client', 'widget']) {
      bring(join(folder, 'packages', name, 'dist'), join(ROOT, 'packages', name, 'dist'))
      copyFileSync(join(folder, 'packages', name, '.built'), join(ROOT, 'packages', name, '.built'))
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function bring(from: string, to: string): void {
  const beside = `${to}-${process.pid}`
  cpSync(from, beside, { recursive: true })
  rmSync(to, { recursive: true, force: true })
  renameSync(beside, to)
}

/** The same files under other names, which takes a second; copies, where the temporary folder lies on another disk. */
function linkTree(from: string, to: string): void {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else linkOrCopy(source, target)
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    copyFileSync(source, target)
  }
}
