/**
 * Notifications by WhatsApp, through Meta's Cloud API: templates that were approved, to people who asked for them. The API has no way to say
 * that a message is one that it has taken already; whoever dies between sending and writing that down would send it twice, if the
 * callback did not name the delivery meanwhile.
 */
import { request } from 'undici'
import type { Database } from '../../db/index.ts'
import type { Clock } from '../../kernel/clock.ts'
import type { Language } from '../../kernel/language.ts'
import { reason } from '../../kernel/reasons.ts'
import { onOneLine } from '../../kernel/text.ts'
import { retryAfter } from '../outgoing/index.ts'
import { vocabulary } from './content.ts'
import type { Channel, Outcome, Outgoing } from './deliver.ts'

export interface WhatsAppTemplate {
  name: string
  category: 'utility' | 'marketing' | 'authentication'
  /** In the order in which the template numbers them. */
  parameters: string[]
  languages: Language[]
}

export interface WhatsAppConfig {
  token: string
  phoneNumberId: string
  appSecret: string
  verifyToken: string
  apiUrl: string
  /** By kinds of notification; others are not told by WhatsApp. */
  templates: Record<string, WhatsAppTemplate>
}

interface Options {
  config: WhatsAppConfig
  clock: Clock
  db: Database
  publicUrl: string
}

const timeoutMs = 10_000

export function whatsAppChannel({ config, clock, db, publicUrl }: Options): Channel {
  return {
    name: 'whatsapp',
    atOnce: 5,
    async send(outgoing: Outgoing): Promise<Outcome> {
      const template = config.templates[outgoing.facts.kind]
      if (template === undefined) return { outcome: 'dropped', error: 'no template is configured for it' }
      const { phone } = outgoing.facts.reader
      if (phone === null) return { outcome: 'dropped', error: 'there is no number any more' }
      // Before it goes: what is told of it later, also after this worker has died, is about this number.
      await db.query('update sambatan.notification_deliveries set recipient = $2 where id = $1', [
        outgoing.deliveryId,
        phone,
      ])
      try {
        const answer = await request(`${config.apiUrl}/${config.phoneNumberId}/messages`, {
          method: 'POST',
          headers: { authorization: `Bearer ${config.token}`, 'content-type': 'application/json' },
          body: JSON.stringify(messageOf(outgoing, phone, template, publicUrl)),
          signal: AbortSignal.timeout(timeoutMs),
        })
        const said = await answer.body.text()
        const wait = retryAfter(answer.headers['retry-after'], clock.now().getTime())
        const { isRefused, ...outcome } = judge(answer.statusCode, said, wait, clock)
        if (isRefused) await db.query('select sambatan.refuse_whatsapp($1, $2)', [phone, outcome.error])
        return outcome
      } catch (error) {
        const { name, message } = error as Error
        return {
          outcome: 'failed',
          error:
            name === 'TimeoutError'
              ? reason('no_answer', { seconds: timeoutMs / 1000 })
              : reason('not_connected', { detail: message }),
        }
      }
    },
  }
}

/** Where none is configured any more: what was to go there is dropped, not kept waiting. */
export const noWhatsApp: Channel = {
  name: 'whatsapp',
  atOnce: 5,
  send: async () => ({ outcome: 'dropped', error: 'WhatsApp is not configured here' }),
}

function messageOf(
  { deliveryId, facts, content }: Outgoing,
  phone: string,
  template: WhatsAppTemplate,
  publicUrl: string,
) {
  const language = template.languages.includes(facts.reader.language) ? facts.reader.language : template.languages[0]!
  const words = {
    ...vocabulary(facts, language),
    name: facts.reader.name,
    link: new URL(content.action.path, publicUrl).href,
  } as Record<string, string | number>
  const parameters = template.parameters.map((each) => ({
    type: 'text',
    // It takes no empty parameter, and none of several lines.
    text: onOneLine(String(words[each] ?? '')).trim() || '-',
  }))
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    to: phone.slice(1),
    type: 'template',
    template: {
      name: template.name,
      language: { code: language },
      ...(parameters.length > 0 && { components: [{ type: 'body', parameters }] }),
    },
    biz_opaque_callback_data: callbackName(deliveryId),
  }
}

export function callbackName(deliveryId: number): string {
  return `delivery-${deliveryId}`
}

/** That WhatsApp has no such number, or its owner does not let us write: codes of Meta's list of errors. */
const refusedCodes = new Set([131021, 131026, 131030, 131050])
/** What is wrong with the message or its template: trying again would send the same. */
const wrongCodes = new Set([
  ...[100, 130472, 131008, 131009, 131047, 131049, 131051],
  ...[132000, 132001, 132005, 132007, 132012, 132015, 132016, 132068, 132069],
])

/** What an error means: for good, because of the number or the message; or for now, as limits, faults of theirs and tokens that ended. */
export function meaningOf(code: number | undefined): 'refused' | 'wrong' | 'passing' {
  if (code !== undefined && refusedCodes.has(code)) return 'refused'
  return code !== undefined && wrongCodes.has(code) ? 'wrong' : 'passing'
}

function judge(
  status: number,
  said: string,
  waitSeconds: number | null,
  clock: Clock,
): Outcome & { isRefused?: true; error?: string } {
  const answer = parsed(said) as {
    messages?: { id?: string }[]
    error?: { code?: number; message?: string; error_data?: { details?: string } }
  }
  const reference = answer.messages?.[0]?.id
  if (status >= 200 && status < 300 && reference !== undefined) return { outcome: 'sent', reference }
  const { code, message, error_data } = answer.error ?? {}
  const words = [code && `error ${code}`, error_data?.details ?? message].filter(Boolean).join(': ')
  const error = (
    words === '' ? reason('answered', { status }) : reason('answered_saying', { status, said: words })
  ).slice(0, 500)
  const meaning = status === 429 || status >= 500 ? 'passing' : meaningOf(code)
  if (meaning === 'refused') return { outcome: 'dead', error, isRefused: true }
  if (meaning === 'wrong') return { outcome: 'dead', error }
  const notBefore = waitSeconds === null ? undefined : new Date(clock.now().getTime() + waitSeconds * 1000)
  return { outcome: 'failed', error, ...(notBefore && { notBefore }) }
}

function parsed(said: string): object {
  try {
    return Object(JSON.parse(said))
  } catch {
    return {}
  }
}

/** Whether the token may send from that number; and under which name people see it. */
export async function askWhatsApp(
  config: WhatsAppConfig,
): Promise<{ ok: true; name: string } | { ok: false; error: string }> {
  try {
    const answer = await request(`${config.apiUrl}/${config.phoneNumberId}?fields=verified_name,display_phone_number`, {
      headers: { authorization: `Bearer ${config.token}` },
      signal: AbortSignal.timeout(timeoutMs),
    })
    const told = parsed(await answer.body.text()) as {
      verified_name?: string
      display_phone_number?: string
      error?: { message?: string }
    }
    if (answer.statusCode !== 200)
      return { ok: false, error: told.error?.message ?? `it answered ${answer.statusCode}` }
    return { ok: true, name: [told.verified_name, told.display_phone_number].filter(Boolean).join(', ') }
  } catch (error) {
    return { ok: false, error: (error as Error).message }
  }
}
