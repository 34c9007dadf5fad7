/** WHATSAPP_*: all of them or none, and templates that can be meant. */
import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('WhatsApp', () => {
  const all = {
    WHATSAPP_TOKEN: 'EAAG',
    WHATSAPP_PHONE_NUMBER_ID: '10550000',
    WHATSAPP_APP_SECRET: 'secret',
    WHATSAPP_VERIFY_TOKEN: 'verify-me',
    WHATSAPP_TEMPLATES: 'joined=order_joined:utility:name,amount; failed = batch_failed : marketing :: id',
  }

  it('is off unless all of it is set', () => {
    expect(readConfig({}).whatsapp).toBeUndefined()
    const { token, apiUrl, templates } = readConfig(all).whatsapp!
    expect([token, apiUrl]).toEqual(['EAAG', 'https://graph.facebook.com/v23.0'])
    expect(templates).toEqual({
      joined: { name: 'order_joined', category: 'utility', parameters: ['name', 'amount'], languages: ['id', 'en'] },
      failed: { name: 'batch_failed', category: 'marketing', parameters: [], languages: ['id'] },
    })
  })

  it.each(Object.keys(all))('needs %s with the others', (name) => {
    expect(() => readConfig({ ...all, [name]: '' })).toThrow(`${name} must be set`)
  })

  it.each([
    ['no class', 'joined=order_joined'],
    ['a class that there is not', 'joined=order_joined:service'],
    ['a parameter that there is not', 'joined=order_joined:utility:phone'],
    ['a language that there is not', 'joined=order_joined:utility:name:fr'],
    ['nothing', ' ; '],
  ])('takes no template with %s', (_, value) => {
    expect(() => readConfig({ ...all, WHATSAPP_TEMPLATES: value })).toThrow('WHATSAPP_TEMPLATES must be a list')
  })
})
