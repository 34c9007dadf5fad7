import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DatabaseOptions, openDatabase } from '../../src/db/index.ts'
import { sentenceOf } from '../../src/failure.ts'
import { findPostgres, startPostgres, type TestPostgres } from '../support/postgres.ts'
import { isMissing } from '../support/require.ts'

const binaries = findPostgres()

function hasOpenssl(): boolean {
  try {
    execFileSync('openssl', ['version'], { stdio: 'pipe' })
    return true
  } catch {
    return false
  }
}

const complete = binaries !== undefined && hasOpenssl()

describe.skipIf(isMissing(complete, 'PostgreSQL and openssl'))('TLS to the server', () => {
  let postgres: TestPostgres
  let dir: string
  let certificate: string
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'sambatan-test-tls-'))
    certificate = join(dir, 'server.crt')
    const key = join(dir, 'server.key')
    const subject = ['-subj', '/CN=database.test', '-addext', 'subjectAltName=DNS:localhost']
    const files = ['-keyout', key, '-out', certificate]
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject, ...files], {
      stdio: 'pipe',
    })
    postgres = await startPostgres(binaries as NonNullable<typeof binaries>, {
      configuration: ['ssl = on'],
      files: { 'server.crt': readFileSync(certificate, 'utf8'), 'server.key': readFileSync(key, 'utf8') },
    })
  })
  afterAll(async () => {
    await postgres.remove()
    rmSync(dir, { recursive: true, force: true })
  })

  async function isEncrypted(parameters: string, options: DatabaseOptions = {}, host = 'localhost'): Promise<unknown> {
    const url = `${postgres.url('postgres').replace('127.0.0.1', host)}${parameters}`
    const db = await openDatabase({ ...options, url })
    try {
      const [row] = await db.query<{ ssl: boolean }>('select ssl from pg_stat_ssl where pid = pg_backend_pid()')
      return row?.ssl
    } catch (error) {
      return (error as { code?: string }).code
    } finally {
      await db.close()
    }
  }

  it('is not used unless asked for', async () => {
    expect(await isEncrypted('')).toBe(false)
    expect(await isEncrypted('?sslmode=disable')).toBe(false)
  })

  it('sslmode=require encrypts without asking who the server is', async () => {
    expect(await isEncrypted('?sslmode=require')).toBe(true)
  })

  it('sslmode=verify-full accepts only a known authority and the right name', async () => {
    expect(await isEncrypted('?sslmode=verify-full')).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
    expect(await isEncrypted('?sslmode=verify-full', { sslCaFile: certificate })).toBe(true)
    expect(await isEncrypted(`?sslrootcert=${encodeURIComponent(certificate)}`)).toBe(true)
    expect(await isEncrypted('', { sslCaFile: certificate }, '127.0.0.1')).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
  })

  it('sslmode=verify-ca checks the authority and not the name', async () => {
    expect(await isEncrypted('?sslmode=verify-ca')).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
    expect(await isEncrypted('?sslmode=verify-ca', { sslCaFile: certificate }, '127.0.0.1')).toBe(true)
  })

  it('says in a sentence what is wrong with the certificate', async () => {
    const sentenceFor = async (parameters: string, options: DatabaseOptions = {}) => {
      const db = await openDatabase({ ...options, url: `${postgres.url('postgres')}${parameters}` })
      const error = await db.ready().catch((caught) => caught)
      await db.close()
      return sentenceOf(error)
    }
    expect(await sentenceFor('?sslmode=verify-full')).toMatch(/an authority that is not known here .*DATABASE_SSL_CA/)
    expect(await sentenceFor('', { sslCaFile: certificate })).toMatch(/is for another host .*127\.0\.0\.1/)
  })

  it('refuses modes and files that it cannot honour, in sentences', async () => {
    const url = postgres.url('postgres')
    await expect(openDatabase({ url: `${url}?sslmode=prefer` })).rejects.toThrow(/sslmode=prefer.*use disable, require/)
    await expect(openDatabase({ url, sslCaFile: '/nowhere.pem' })).rejects.toThrow(/nowhere\.pem cannot be read/)
    await expect(openDatabase({ url: 'mysql://localhost/x' })).rejects.toThrow(/must look like postgres:\/\//)
  })
})
