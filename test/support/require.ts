/** What a machine may lack: its tests are skipped where a person works, and fail where CI=true says that all must run. */
export function isMissing(found: unknown, what: string): boolean {
  if (found !== undefined && found !== false) return false
  if (process.env.CI === 'true') throw new Error(`${what} is needed for these tests and was not found.`)
  process.stderr.write(`\nSkipped: ${what} was not found.\n`)
  return true
}
