/**
 * Whether what npm has installed (its own note of it: node_modules/.package-lock.json) is what package-lock.json asks for; the
 * exit code says it. Asked when the dates of the two do not: a copy or a checkout gives files new dates.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './sources.ts'

interface Locked {
  version?: string
  integrity?: string
  link?: boolean
  dev?: boolean
  optional?: boolean
  devOptional?: boolean
  peer?: boolean
}

const wanted = packagesOf('package-lock.json')
const there = packagesOf('node_modules/.package-lock.json')
const isSame = Object.entries(wanted).every(([path, package_]) => {
  if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) return true
  const installed = there[path]
  // Left out on other systems, and with `npm ci --omit=dev`.
  if (installed === undefined)
    return Boolean(package_.optional || package_.dev || package_.devOptional || package_.peer)
  return installed.version === package_.version && installed.integrity === package_.integrity
})
const isMore = Object.keys(there).some((path) => wanted[path] === undefined)
process.exitCode = isSame && !isMore ? 0 : 1

function packagesOf(file: string): Record<string, Locked> {
  const { packages } = JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as { packages: Record<string, Locked> }
  return packages
}
