/** Whether messages can go by WhatsApp, and what each costs by. */
import type { Config } from '../config.ts'
import { askWhatsApp, kindNames } from '../modules/notifications/index.ts'
import type { Finding } from './doctor-system.ts'

const name = 'whatsapp'

/** Asks for the number, and sends nothing. */
export async function checkWhatsApp({ whatsapp: config, publicUrl }: Config): Promise<Finding[]> {
  if (config === undefined) return []
  const findings: Finding[] = []
  const unknown = Object.keys(config.templates).filter((kind) => !kindNames.some((one) => one === kind))
  if (unknown.length > 0) {
    findings.push({
      name,
      level: 'warn',
      says: `WHATSAPP_TEMPLATES names ${unknown.join(', ')}, which is no kind of notification`,
      advice: `Kinds are ${kindNames.join(', ')}.`,
    })
  }
  const asked = await askWhatsApp(config)
  if (!asked.ok) {
    findings.push({
      name,
      level: 'fail',
      says: `the WhatsApp number ${config.phoneNumberId} cannot be used: ${asked.error}`,
      advice: 'Correct WHATSAPP_TOKEN and WHATSAPP_PHONE_NUMBER_ID; messages wait for three days meanwhile.',
    })
    return findings
  }
  const classes = Object.entries(config.templates).map(([kind, one]) => `${kind} by ${one.name} (${one.category})`)
  findings.push({
    name,
    level: 'ok',
    says: `WhatsApp messages go from ${asked.name}: ${classes.join(', ')}`,
    advice: `Meta charges for each by its class, whatever its words. Callbacks must lead to ${publicUrl}/api/sambatan/whatsapp/callbacks, with the field "messages" subscribed: without them nobody knows what arrived.`,
  })
  return findings
}
