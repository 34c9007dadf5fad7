import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

const production = {
  NODE_ENV: 'production',
  SAMBATAN_SECRET: 'a-secret-of-the-installation-0123456789',
  SAMBATAN_PUBLIC_URL: 'https://sambatan.test',
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

describe('demo data', () => {
  const demoOf = (env: Record<string, string>) => readConfig(env).demo

  it.each<Record<string, string>>([
    {},
    { HOST: 'localhost' },
    { HOST: '::1' },
    { HOST: '127.0.0.2' },
    { SAMBATAN_DEMO: 'on' },
  ])('comes by itself, with the password that everybody knows, where only this machine comes: %j', (env) => {
    expect(demoOf(env)).toBe('published')
  })

  it.each<Record<string, string>>([
    { HOST: '0.0.0.0' },
    { HOST: '::' },
    { HOST: '192.168.1.20' },
    { HOST: 'localhost.example' },
    { NODE_ENV: 'production' },
    { DATABASE_URL: 'postgres://127.0.0.1/sambatan' },
  ])('comes elsewhere only when it is asked for, with a password of its own: %j', (env) => {
    expect(demoOf(env)).toBe('off')
    expect(demoOf({ ...env, SAMBATAN_DEMO: 'on' })).toBe('private')
  })

  it.each<Record<string, string>>([{ TRUST_PROXY: '1' }, { SAMBATAN_PUBLIC_URL: 'https://sambatan.test' }])(
    'has a password of its own where others come through a proxy: %j',
    (env) => {
      expect(demoOf(env)).toBe('private')
      expect(demoOf({ TRUST_PROXY: 'off', SAMBATAN_PUBLIC_URL: 'http://127.0.0.1:3000' })).toBe('published')
    },
  )

  it('is public where that is said, wherever it is, and set back every six hours unless told', () => {
    for (const env of [{}, production, { DATABASE_URL: 'postgres://127.0.0.1/sambatan' }]) {
      const asked = { ...env, SAMBATAN_DEMO: 'reset' }
      expect(readConfig(asked)).toMatchObject({ demo: 'reset', demoResetHours: 6, verifyEmail: false })
      expect(readConfig({ ...asked, SAMBATAN_DEMO_RESET_HOURS: '1' }).demoResetHours).toBe(1)
    }
    expect(faultsOf({ SAMBATAN_DEMO_RESET_HOURS: '5' })).toEqual(['SAMBATAN_DEMO_RESET_HOURS'])
  })

  it('sends nothing to anybody where it is public', () => {
    const mail = { SMTP_URL: 'smtp://mail.sambatan.test', SMTP_FROM: 'halo@sambatan.test' }
    expect(faultsOf(mail)).toEqual([])
    expect(faultsOf({ ...mail, SAMBATAN_DEMO: 'reset' })).toEqual(['SMTP_URL'])
    expect(faultsOf({ WHATSAPP_TOKEN: 'x', SAMBATAN_DEMO: 'reset' })).toContain('WHATSAPP_TOKEN')
  })

  it('does not come where it is not wanted', () => expect(demoOf({ SAMBATAN_DEMO: 'off' })).toBe('off'))
})
