import fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const secret = 'a-secret-of-the-installation-0123456789'
const older = 'an-older-one-of-the-same-length-01234567'

/** What a marketplace with published keys sets. */
const tokens = {
  SAMBATAN_JWT_ISSUER: 'https://marketplace.test/auth/v1',
  SAMBATAN_JWT_AUDIENCE: 'authenticated',
  SAMBATAN_JWKS_URL: 'https://marketplace.test/auth/v1/jwks',
}
const production = { NODE_ENV: 'production', SAMBATAN_SECRET: secret, SAMBATAN_PUBLIC_URL: 'https://sambatan.test' }

/** What an installation sets whose photos are in a bucket. */
const bucket = {
  SAMBATAN_S3_ENDPOINT: 'https://s3.ap-southeast-3.amazonaws.com/',
  SAMBATAN_S3_BUCKET: 'sambatan-photos',
  SAMBATAN_S3_REGION: 'ap-southeast-3',
  SAMBATAN_S3_ACCESS_KEY_ID: 'AKIATEST',
  SAMBATAN_S3_SECRET_ACCESS_KEY: 'secret-of-the-bucket',
}

/** The variables that a configuration is refused for, as the first words of each line. */
function faultsOf(env: Record<string, string>): string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message.split('\n').map((line) => line.split(' ')[0]!)
  }
  return []
}

describe('draining', () => {
  it('is for whoever can be replaced by another node, unless told', () => {
    const drainOf = (env: Record<string, string>) => readConfig(env).drainMs
    const server = { DATABASE_URL: 'postgres://127.0.0.1/sambatan' }
    expect(drainOf({ ...production, ...server })).toBe(5000)
    expect(drainOf(production)).toBe(0)
    expect(drainOf(server)).toBe(0)
    expect(drainOf({ ...production, SAMBATAN_DRAIN_SECONDS: '2.5' })).toBe(2500)
  })
})

describe('sparing memory', () => {
  const GB = 2 ** 30
  it.each([
    ['on a machine with 1 GB', {}, 0.95 * GB, true],
    ['not on one with 2 GB, of which its kernel has taken some', {}, 1.9 * GB, false],
    ['not on a small one that is told to be fast', { SAMBATAN_SMALL_MEMORY: 'off' }, 0.95 * GB, false],
    ['on a large one that is told to', { SAMBATAN_SMALL_MEMORY: 'on' }, 64 * GB, true],
    [
      'not with a server, whatever is said',
      { DATABASE_URL: 'postgres://db/x', SAMBATAN_SMALL_MEMORY: 'on' },
      GB,
      false,
    ],
  ])('%s', (_, env, memory, spares) => {
    expect(readConfig(env, memory).database.smallMemory).toBe(spares)
  })
})

describe('a mail server', () => {
  const from = { SMTP_FROM: 'Toko Gayo <halo@sambatan.test>' }
  const smtpOf = (SMTP_URL: string) => readConfig({ SMTP_URL, ...from }).smtp

  it('is spoken to in secret where a password goes along, where it can otherwise, and never on this machine', () => {
    expect(smtpOf('smtp://mail.sambatan.test')).toEqual({
      ...{ host: 'mail.sambatan.test', port: 25, secure: false, startTls: 'offered', auth: undefined },
      from: { name: 'Toko Gayo', address: 'halo@sambatan.test' },
    })
    expect(smtpOf('smtp://budi%40sambatan.test:a%2Fb%25@mail.sambatan.test')).toMatchObject({
      ...{ port: 587, startTls: 'required', auth: { user: 'budi@sambatan.test', pass: 'a/b%' } },
    })
    expect(smtpOf('smtps://u:p@mail.sambatan.test/')).toMatchObject({ port: 465, secure: true })
    expect(smtpOf('smtp://u:p@127.0.0.1:2525')).toMatchObject({ port: 2525, startTls: 'never' })
    expect(smtpOf('smtp://[::1]:2525')).toMatchObject({ host: '::1', startTls: 'never' })
  })

  it('is nowhere unless told, and no copies are kept', () => {
    expect(readConfig({})).toMatchObject({ smtp: undefined, mailboxCopy: false })
    expect(readConfig({ SMTP_URL: 'smtp://x.test', SMTP_FROM: 'a@x.test' }).smtp!.from.name).toBe('Sambatan')
  })

  it.each([
    ['another scheme', 'SMTP_URL', { SMTP_URL: 'https://mail.sambatan.test', ...from }],
    ['no server', 'SMTP_URL', { SMTP_URL: 'smtp://', ...from }],
    ['a password that ends it too soon', 'SMTP_URL', { SMTP_URL: 'smtp://u:p#1@mail.sambatan.test', ...from }],
    ['options of another program', 'SMTP_URL', { SMTP_URL: 'smtp://mail.sambatan.test/?pool=true', ...from }],
    ['a user without a password', 'SMTP_URL', { SMTP_URL: 'smtp://u@mail.sambatan.test', ...from }],
    ['a bare % in a password', 'SMTP_URL', { SMTP_URL: 'smtp://u:100%@mail.sambatan.test', ...from }],
    ['nobody that letters are from', 'SMTP_FROM', { SMTP_URL: 'smtp://mail.sambatan.test' }],
    ['letters that come back and never left', 'SMTP_BOUNCES_TO', { SMTP_BOUNCES_TO: 'bounces@sambatan.test' }],
    ['a + where they come back to', 'SMTP_BOUNCES_TO', { SMTP_BOUNCES_TO: 'a+b@sambatan.test' }],
    ['no room before their @', 'SMTP_BOUNCES_TO', { SMTP_BOUNCES_TO: `${'b'.repeat(27)}@sambatan.test` }],
    ['no server that takes them', 'SMTP_FROM', from],
    ['no address', 'SMTP_FROM', { SMTP_URL: 'smtp://mail.sambatan.test', SMTP_FROM: 'Toko Gayo' }],
    ['two addresses', 'SMTP_FROM', { SMTP_URL: 'smtp://mail.sambatan.test', SMTP_FROM: 'a@x.test, b@x.test' }],
    ['a header in a name', 'SMTP_FROM', { SMTP_URL: 'smtp://x.test', SMTP_FROM: 'A\nBcc: b@x.test <a@x.test>' }],
    ['neither on nor off', 'SAMBATAN_MAILBOX_COPY', { SAMBATAN_MAILBOX_COPY: 'yes' }],
  ])('with %s is refused by the name of %s, and no password is repeated', (_, name, env: Record<string, string>) => {
    expect(faultsOf(env)).toEqual([name])
    expect(() => readConfig(env)).toThrow(expect.objectContaining({ message: expect.not.stringMatching(/u:p|100%@/) }))
  })
})

describe('a configuration that cannot be meant is refused by the name of its variable', () => {
  it.each<[string, string, Record<string, string>]>([
    ['a short secret', 'SAMBATAN_SECRET', { SAMBATAN_SECRET: 'x'.repeat(31) }],
    ['a short secret behind a good one', 'SAMBATAN_SECRET', { SAMBATAN_SECRET: `${secret},short` }],
    ['a secret of spaces', 'SAMBATAN_SECRET', { SAMBATAN_SECRET: `${secret},${' '.repeat(40)}` }],
    ['a comma too many', 'SAMBATAN_SECRET', { SAMBATAN_SECRET: `${secret},` }],
    ['an address that is none', 'SAMBATAN_PUBLIC_URL', { SAMBATAN_PUBLIC_URL: 'sambatan.example' }],
    ['an address of another kind', 'SAMBATAN_PUBLIC_URL', { SAMBATAN_PUBLIC_URL: 'ftp://sambatan.example' }],
    [
      'accounts in production without an address for the links in their mails',
      'SAMBATAN_PUBLIC_URL',
      { ...production, SAMBATAN_PUBLIC_URL: '' },
    ],
    [
      'sessions in the open in production',
      'SAMBATAN_PUBLIC_URL',
      { ...production, SAMBATAN_PUBLIC_URL: 'http://sambatan.test' },
    ],
    [
      'a name that only looks like this machine',
      'SAMBATAN_PUBLIC_URL',
      { ...production, SAMBATAN_PUBLIC_URL: 'http://localhost.sambatan.test' },
    ],
    ...[
      'https://shop.test/group',
      'https://shop.test/group//',
      'https://shop.test/?a=b',
      'https://shop.test?',
      'https://shop.test/#beli',
      'https://budi:rahasia@shop.test',
    ].map((url): [string, string, Record<string, string>] => [
      `pages that are not at the root: ${url}`,
      'SAMBATAN_PUBLIC_URL',
      { SAMBATAN_PUBLIC_URL: url },
    ]),
    ...['http://0.0.0.0', '0.0.0.0:8080', '*', 'two words', '256.1.1.1', '[::1]', '/run/socket'].map(
      (host): [string, string, Record<string, string>] => [`${host}, which is no host`, 'HOST', { HOST: host }],
    ),
    ['a network interface that no link can name', 'SAMBATAN_PUBLIC_URL', { HOST: 'fe80::1%eth0' }],
    ...['DATABASE_DIRECT_URL', 'DATABASE_REPLICA_URL', 'DATABASE_SSL_CA'].map(
      (name): [string, string, Record<string, string>] => [
        'a server without its address',
        name,
        { [name]: 'postgres://127.0.0.1/sambatan' },
      ],
    ),
    ...['banana', 'ON', '-1', '10.0.0.0/33', '10.0.0.0/0', '10.0.0.0/255.0.255.0', '10.0.0.1,', '::1/129', '1.2.3'].map(
      (trust): [string, string, Record<string, string>] => [`trust in ${trust}`, 'TRUST_PROXY', { TRUST_PROXY: trust }],
    ),
    ['neither on nor off', 'SAMBATAN_EMAIL_VERIFICATION', { SAMBATAN_EMAIL_VERIFICATION: 'yes' }],
    ['tokens of any issuer', 'SAMBATAN_JWT_ISSUER', { ...tokens, SAMBATAN_JWT_ISSUER: '' }],
    ['tokens for any service', 'SAMBATAN_JWT_AUDIENCE', { ...tokens, SAMBATAN_JWT_AUDIENCE: '' }],
    ['tokens without any key', 'SAMBATAN_JWKS_URL', { ...tokens, SAMBATAN_JWKS_URL: '' }],
    ['keys at an address that is none', 'SAMBATAN_JWKS_URL', { ...tokens, SAMBATAN_JWKS_URL: 'marketplace.test/jwks' }],
    [
      'keys that could be exchanged on the way',
      'SAMBATAN_JWKS_URL',
      { ...production, ...tokens, SAMBATAN_JWKS_URL: 'http://marketplace.test/jwks' },
    ],
    ['a short shared secret', 'SAMBATAN_JWT_SECRET', { ...tokens, SAMBATAN_JWT_SECRET: 'x'.repeat(31) }],
    ['a shared secret alone', 'SAMBATAN_JWT_ISSUER', { SAMBATAN_JWT_SECRET: secret }],
    ['a claim alone', 'SAMBATAN_JWT_ISSUER', { SAMBATAN_JWT_ROLE_CLAIM: 'role' }],
    [
      'roles that people write themselves',
      'SAMBATAN_JWT_ROLE_CLAIM',
      { ...tokens, SAMBATAN_JWT_ROLE_CLAIM: 'user_metadata.role' },
    ],
    [
      'all that people write themselves',
      'SAMBATAN_JWT_ROLE_CLAIM',
      { ...tokens, SAMBATAN_JWT_ROLE_CLAIM: 'user_metadata' },
    ],
    ['roles without their claim', 'SAMBATAN_JWT_ROLE_CLAIM', { ...tokens, SAMBATAN_JWT_ROLES: 'merchant:seller' }],
    ['a bucket at an address that is none', 'SAMBATAN_S3_ENDPOINT', { ...bucket, SAMBATAN_S3_ENDPOINT: 's3.test' }],
    ['a bucket behind a query', 'SAMBATAN_S3_ENDPOINT', { ...bucket, SAMBATAN_S3_ENDPOINT: 'https://s3.test/?a=b' }],
    ['a bucket in a folder', 'SAMBATAN_S3_BUCKET', { ...bucket, SAMBATAN_S3_BUCKET: 'photos/sambatan' }],
    ['a region that is none', 'SAMBATAN_S3_REGION', { ...bucket, SAMBATAN_S3_REGION: 'Jakarta 3' }],
    ['a bucket and a folder', 'SAMBATAN_PHOTOS_DIR', { ...bucket, SAMBATAN_PHOTOS_DIR: '/srv/photos' }],
    ...Object.keys(bucket).map((name): [string, string, Record<string, string>] => [
      'a bucket without one of its variables',
      name,
      { ...bucket, [name]: '' },
    ]),
    ...['merchant', 'merchant:admin', 'merchant:seller,', ':seller', 'merchant:seller;admin:operator'].map(
      (roles): [string, string, Record<string, string>] => [
        `the roles ${roles}`,
        'SAMBATAN_JWT_ROLES',
        { ...tokens, SAMBATAN_JWT_ROLE_CLAIM: 'role', SAMBATAN_JWT_ROLES: roles },
      ],
    ),
  ])('%s: %s', (_, name, env) => {
    expect(faultsOf(env)).toEqual([name])
  })

  it('and of all that are wrong by themselves, not only of the first', () => {
    const wrong = { SAMBATAN_SECRET: 'short', SAMBATAN_PUBLIC_URL: 'x', SAMBATAN_JWT_SECRET: 'short', PORT: 'x' }
    expect(faultsOf(wrong).sort()).toEqual(Object.keys(wrong).sort())
  })

  it('but not by its value, when that is a secret', () => {
    for (const name of ['SAMBATAN_SECRET', 'SAMBATAN_JWT_SECRET']) {
      expect(() => readConfig({ ...tokens, [name]: 'hunter2' })).toThrow(/^(?!.*hunter2)/s)
    }
  })
})

describe('photos', () => {
  it('lie in the data folder, or in another one', () => {
    expect(readConfig({}).storage).toEqual({ kind: 'folder', dir: '.sambatan/photos' })
    expect(readConfig({ SAMBATAN_DATA_DIR: '/srv/sambatan' }).storage).toEqual({
      kind: 'folder',
      dir: '/srv/sambatan/photos',
    })
    const chosen = readConfig({ SAMBATAN_DATA_DIR: '/srv/sambatan', SAMBATAN_PHOTOS_DIR: '/mnt/photos' })
    expect(chosen.storage).toEqual({ kind: 'folder', dir: '/mnt/photos' })
  })

  it('or in a bucket, for which all of its variables are named that are missing', () => {
    expect(readConfig(bucket).storage).toEqual({
      kind: 'bucket',
      endpoint: 'https://s3.ap-southeast-3.amazonaws.com',
      bucket: 'sambatan-photos',
      region: 'ap-southeast-3',
      accessKeyId: 'AKIATEST',
      secretAccessKey: 'secret-of-the-bucket',
    })
    const { SAMBATAN_S3_ENDPOINT, ...missing } = bucket
    expect(faultsOf({ SAMBATAN_S3_ENDPOINT })).toEqual(Object.keys(missing))
  })
})

describe('accounts', () => {
  it('are off unless there is a secret', () => {
    expect(readConfig({}).secret).toBeUndefined()
    expect(readConfig({ SAMBATAN_SECRET: '' }).secret).toBeUndefined()
    expect(readConfig({ NODE_ENV: 'production' }).secret).toBeUndefined()
  })

  it('take a secret that replaces another', () => {
    expect(readConfig({ SAMBATAN_SECRET: secret }).secret).toBe(secret)
    expect(readConfig({ SAMBATAN_SECRET: `${secret},${older}` }).secret).toBe(`${secret},${older}`)
  })

  it('confirm addresses in production and not elsewhere, unless told', () => {
    expect(readConfig({}).verifyEmail).toBe(false)
    expect(readConfig({ NODE_ENV: 'test' }).verifyEmail).toBe(false)
    expect(readConfig(production).verifyEmail).toBe(true)
    expect(readConfig({ SAMBATAN_EMAIL_VERIFICATION: 'on' }).verifyEmail).toBe(true)
    expect(readConfig({ ...production, SAMBATAN_EMAIL_VERIFICATION: 'off' }).verifyEmail).toBe(false)
  })
})

describe('the public address', () => {
  it('is where the server listens unless told', () => {
    expect(readConfig({}).publicUrl).toBe('http://127.0.0.1:3000')
    expect(readConfig({ HOST: 'sambatan.lan', PORT: '8080' }).publicUrl).toBe('http://sambatan.lan:8080')
    expect(readConfig({ HOST: '::1', PORT: '8080' }).publicUrl).toBe('http://[::1]:8080')
    expect(new URL(readConfig({ HOST: '::' }).publicUrl).port).toBe('3000')
  })

  it('has no slash at its end, so that paths can be put behind it', () => {
    expect(readConfig({ SAMBATAN_PUBLIC_URL: 'https://sambatan.test/' }).publicUrl).toBe('https://sambatan.test')
    expect(readConfig({ SAMBATAN_PUBLIC_URL: 'https://shop.test//' }).publicUrl).toBe('https://shop.test')
  })

  it('may be that of a network interface when it is told', () => {
    const env = { HOST: 'fe80::1%eth0', SAMBATAN_PUBLIC_URL: 'https://sambatan.test' }
    expect(readConfig(env)).toMatchObject({ host: 'fe80::1%eth0', publicUrl: 'https://sambatan.test' })
  })

  it.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])(
    'may be %s in production too, because nothing leaves the machine',
    (publicUrl) => {
      expect(readConfig({ ...production, SAMBATAN_PUBLIC_URL: publicUrl }).publicUrl).toBe(publicUrl)
    },
  )

  it('may be unencrypted in production as long as nobody signs in there', () => {
    const env = { NODE_ENV: 'production', SAMBATAN_PUBLIC_URL: 'http://sambatan.test' }
    expect(readConfig(env).publicUrl).toBe('http://sambatan.test')
  })
})

describe('proxies', () => {
  it('are believed as Fastify understands it', () => {
    for (const trust of ['127.0.0.1', '10.0.0.0/8, 192.168.0.0/255.255.0.0', 'loopback,uniquelocal', 'fc00::/7']) {
      expect(readConfig({ TRUST_PROXY: trust }).trustProxy).toBe(trust)
      expect(() => fastify({ trustProxy: trust })).not.toThrow()
    }
    for (const trust of ['off', 'false', '0', '']) expect(readConfig({ TRUST_PROXY: trust }).trustProxy).toBe(false)
  })
})

describe('tokens of a marketplace', () => {
  it('are not taken unless configured', () => {
    expect(readConfig({}).tokens).toBeUndefined()
    expect(readConfig(Object.fromEntries(Object.keys(tokens).map((name) => [name, '']))).tokens).toBeUndefined()
  })

  it('make buyers of everybody where no claim is named', () => {
    expect(readConfig({ ...production, ...tokens }).tokens).toEqual({
      issuer: tokens.SAMBATAN_JWT_ISSUER,
      audience: tokens.SAMBATAN_JWT_AUDIENCE,
      jwksUrl: tokens.SAMBATAN_JWKS_URL,
      secret: undefined,
      roleClaim: undefined,
      roles: {},
    })
  })

  it('are verified with a shared secret alone, or next to published keys', () => {
    const both = readConfig({ ...tokens, SAMBATAN_JWT_SECRET: secret }).tokens
    expect(both).toMatchObject({ secret, jwksUrl: tokens.SAMBATAN_JWKS_URL })
    const alone = readConfig({ ...tokens, SAMBATAN_JWKS_URL: '', SAMBATAN_JWT_SECRET: secret }).tokens
    expect(alone).toMatchObject({ secret, jwksUrl: undefined })
  })

  it('may have unencrypted keys outside of production, and on this machine', () => {
    for (const url of ['http://localhost:9000/jwks', 'http://127.0.0.1:9000/jwks', 'http://[::1]:9000/jwks']) {
      expect(readConfig({ ...production, ...tokens, SAMBATAN_JWKS_URL: url }).tokens?.jwksUrl).toBe(url)
    }
    const url = 'http://marketplace.test/jwks'
    expect(readConfig({ ...tokens, SAMBATAN_JWKS_URL: url }).tokens?.jwksUrl).toBe(url)
  })

  it('give the roles that their values are said to mean', () => {
    const roles = 'merchant:seller, admin:operator,guest:buyer'
    const read = readConfig({
      ...tokens,
      SAMBATAN_JWT_ROLE_CLAIM: 'app_metadata.sambatan_role',
      SAMBATAN_JWT_ROLES: roles,
    })
    expect(read.tokens?.roleClaim).toBe('app_metadata.sambatan_role')
    expect(read.tokens?.roles).toEqual({ merchant: 'seller', admin: 'operator', guest: 'buyer' })
  })

  it('take a claim that only begins like the one that people write themselves', () => {
    const claim = 'user_metadata_of_staff'
    expect(readConfig({ ...tokens, SAMBATAN_JWT_ROLE_CLAIM: claim }).tokens?.roleClaim).toBe(claim)
  })
})
