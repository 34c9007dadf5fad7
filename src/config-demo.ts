/** SAMBATAN_DEMO: whether there is demo data, who knows the password of its accounts, and when all of it is set back. */
import { z } from 'zod'
import { isLoopback } from './config-addresses.ts'
import { resetHours } from './kernel/public-demo.ts'

export const demoVariables = {
  SAMBATAN_DEMO: z.enum(['on', 'off', 'reset'], { error: 'must be on, off or reset' }).optional(),
  SAMBATAN_DEMO_RESET_HOURS: z.coerce
    .number({ error: 'must be a number' })
    .refine((hours) => resetHours.includes(hours), {
      error: `must be one of ${resetHours.join(', ')}: into so many hours a day divides`,
    })
    .default(6),
}

type Given = z.output<z.ZodObject<typeof demoVariables>> & {
  DATABASE_URL?: string | undefined
  HOST: string
  SAMBATAN_PUBLIC_URL?: string | undefined
  SMTP_URL?: string | undefined
  WHATSAPP_TOKEN?: string | undefined
}

/**
 * `published`: everybody knows the password, where nobody but this machine comes; `private`: whoever reads the start that made it;
 * `reset`: everybody, and everybody comes, and all is set back every few hours; `off`: no data, and nobody signs in to such an account.
 */
export type Demo = 'published' | 'private' | 'reset' | 'off'

/** Everybody writes in a public demo, also addresses and numbers of people who have not asked for anything. */
export function keepDemoAtHome(given: Given, context: z.RefinementCtx): void {
  if (given.SAMBATAN_DEMO !== 'reset') return
  for (const name of ['SMTP_URL', 'WHATSAPP_TOKEN'] as const) {
    if (given[name] === undefined) continue
    const message =
      'must not be set with SAMBATAN_DEMO=reset: what anybody writes in a public demo leaves the machine for nobody'
    context.addIssue({ code: 'custom', path: [name], message })
  }
}

/**
 * Demo data comes by itself only where it can do no harm: a server's database would keep it for good when somebody forgets
 * NODE_ENV. Its password is published, so it holds only where nothing says that others come as well: another address, a
 * proxy in front, a name that people reach it by.
 */
export function readDemo(
  given: Given,
  { production, isBehindProxy }: { production: boolean; isBehindProxy: boolean },
): Demo {
  const isOwn = !production && given.DATABASE_URL === undefined && isLoopback(given.HOST)
  const wish = given.SAMBATAN_DEMO ?? (isOwn ? 'on' : 'off')
  if (wish !== 'on') return wish
  const isReached =
    isBehindProxy ||
    (given.SAMBATAN_PUBLIC_URL !== undefined && !isLoopback(new URL(given.SAMBATAN_PUBLIC_URL).hostname))
  return isOwn && !isReached ? 'published' : 'private'
}
