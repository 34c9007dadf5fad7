/**
 * TLS as libpq understands it. pg reads `sslmode` differently (its `require` demands a certificate of a known
 * authority, libpq's does not), so the parameters are taken out of the URL and put into words that pg cannot mistake:
 *   disable       no TLS (also when nothing is said)
 *   require       TLS; the certificate is checked only when an authority is given
 *   verify-ca     the certificate's authority is checked, not its name
 *   verify-full   both (also when an authority is given and no mode)
 */
import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'
import { SetupError } from './errors.ts'

export interface ConnectionTarget {
  connectionString: string
  ssl: ConnectionOptions | false
}

export function connectionTarget(url: string, caFile: string | undefined): ConnectionTarget {
  const parsed = parseUrl(url)
  const take = (name: string) => {
    const value = parsed.searchParams.get(name) ?? undefined
    parsed.searchParams.delete(name)
    return value
  }
  const ca = caFile ?? take('sslrootcert')
  const mode = take('sslmode') ?? (ca === undefined ? 'disable' : 'verify-full')
  const cert = take('sslcert')
  const key = take('sslkey')
  const files = {
    ...(ca !== undefined && { ca: readPem(ca) }),
    ...(cert !== undefined && { cert: readPem(cert) }),
    ...(key !== undefined && { key: readPem(key) }),
  }
  return { connectionString: parsed.href, ssl: tlsOptions(mode, files) }
}

function tlsOptions(mode: string, files: ConnectionOptions): ConnectionOptions | false {
  switch (mode) {
    case 'disable':
      return false
    case 'require':
      if (files.ca === undefined) return { ...files, rejectUnauthorized: false }
      return { ...files, checkServerIdentity: () => undefined }
    case 'verify-ca':
      return { ...files, checkServerIdentity: () => undefined }
    case 'verify-full':
      return files
    default:
      throw new SetupError(
        'database_url_invalid',
        `The database URL says sslmode=${mode}, which is not supported: use disable, require, verify-ca or verify-full.`,
      )
  }
}

function parseUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed?.protocol === 'postgres:' || parsed?.protocol === 'postgresql:') return parsed
  // The URL itself may hold a password: it is not repeated.
  throw new SetupError(
    'database_url_invalid',
    'The database URL cannot be read: it must look like postgres://user:password@host:5432/name (special characters in the password percent-encoded).',
  )
}

function readPem(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new SetupError(
      'database_certificate_unreadable',
      `The certificate file ${path} cannot be read: check the path and its permissions.`,
      error,
    )
  }
}
