/** WHATSAPP_*: from which number messages go, by which approved templates, and how their callbacks are known to be real. */
import { z } from 'zod'
import { webUrl } from './config-addresses.ts'
import { languages as known } from './kernel/language.ts'
import type { WhatsAppConfig, WhatsAppTemplate } from './modules/notifications/index.ts'

/** What a message costs is decided by the class that its template was approved in. */
const categories = ['utility', 'marketing', 'authentication'] as const

/** What a template's parameters can be, in the order in which the template numbers them. */
const templateParameters = [
  ...['name', 'campaign', 'seller', 'quantity', 'amount', 'price', 'taken', 'total', 'goal'],
  ...['counted', 'missing', 'standing', 'unconfirmed', 'left', 'reserved', 'lapses_at'],
  ...['webhook', 'failing_since', 'dead_letters', 'failing_campaigns'],
  ...['rest', 'pay_until', 'unpaid', 'unpaid_amount', 'claims', 'claimed', 'waiting_since'],
  ...['deadline', 'old_deadline', 'hold_until', 'settles_until', 'leave_until', 'reason', 'count', 'link'],
]

const example = 'joined=order_joined:utility:name,campaign,amount,link; failed=batch_failed:utility:name,campaign'

/** `kind=template:class:parameters:languages`, separated by semicolons; the languages are `id,en` where they are left out. */
function readTemplates(value: string): Record<string, WhatsAppTemplate> | undefined {
  const entries = value.split(';').filter((each) => each.trim() !== '')
  const templates = entries.map((entry) => {
    const [, kind, name, category, parameters = '', languages = known.join(',')] =
      /^\s*([a-z_0-9]+)\s*=\s*([a-z_0-9]+)\s*:\s*([a-z]+)\s*(?::([a-z_,\s]*))?(?::([a-z_A-Z,\s]*))?$/.exec(entry) ?? []
    const list = (text: string) => text.split(',').flatMap((each) => each.trim() || [])
    const isKnown = categories.some((one) => one === category)
    if (kind === undefined || !isKnown || list(parameters).some((each) => !templateParameters.includes(each)))
      return undefined
    const areKnown = list(languages).every((each) => known.some((one) => one === each))
    if (list(languages).length === 0 || !areKnown) return undefined
    const template = { name, category, parameters: list(parameters), languages: list(languages) } as WhatsAppTemplate
    return [kind, template] as const
  })
  if (templates.length === 0 || templates.includes(undefined)) return undefined
  return Object.fromEntries(templates as [string, WhatsAppTemplate][])
}

/** What is wrong with WHATSAPP_TEMPLATES; undefined: nothing. */
function faultOfTemplates(value: string): string | undefined {
  if (readTemplates(value) !== undefined) return undefined
  return `must be a list of kind=template:class:parameters, such as ${example}; classes are ${categories.join(', ')}, parameters ${templateParameters.join(', ')}`
}

export const whatsAppVariables = {
  WHATSAPP_TOKEN: z.string().optional(),
  WHATSAPP_PHONE_NUMBER_ID: z
    .string()
    .regex(/^\d{3,30}$/, "must be the number's id of digits, as Meta shows it, and not the number itself")
    .optional(),
  WHATSAPP_APP_SECRET: z.string().optional(),
  WHATSAPP_VERIFY_TOKEN: z.string().min(8, 'must be at least 8 characters').optional(),
  WHATSAPP_TEMPLATES: z
    .string()
    .superRefine((value, context) => {
      const message = faultOfTemplates(value)
      if (message !== undefined) context.addIssue({ code: 'custom', message })
    })
    .optional(),
  WHATSAPP_API_URL: webUrl.default('https://graph.facebook.com/v23.0'),
}

type Given = z.output<z.ZodObject<typeof whatsAppVariables>>

const needed = [
  'WHATSAPP_TOKEN',
  'WHATSAPP_PHONE_NUMBER_ID',
  'WHATSAPP_APP_SECRET',
  'WHATSAPP_VERIFY_TOKEN',
  'WHATSAPP_TEMPLATES',
] as const

/** All of its variables, or none: with some of them messages would go, and nobody would know what came of them. */
export function needAllOfWhatsApp(given: Given, context: z.RefinementCtx): void {
  const missing = needed.filter((name) => given[name] === undefined)
  if (missing.length === needed.length) return
  for (const name of missing) {
    context.addIssue({ code: 'custom', path: [name], message: 'must be set: WhatsApp needs all of its variables' })
  }
}

/** Of values without fault; undefined where nothing is set, and nothing is sent. */
export function readWhatsApp(given: Given): WhatsAppConfig | undefined {
  if (given.WHATSAPP_TOKEN === undefined) return undefined
  return {
    token: given.WHATSAPP_TOKEN,
    phoneNumberId: given.WHATSAPP_PHONE_NUMBER_ID!,
    appSecret: given.WHATSAPP_APP_SECRET!,
    verifyToken: given.WHATSAPP_VERIFY_TOKEN!,
    apiUrl: given.WHATSAPP_API_URL.replace(/\/+$/, ''),
    templates: readTemplates(given.WHATSAPP_TEMPLATES!)!,
  }
}
