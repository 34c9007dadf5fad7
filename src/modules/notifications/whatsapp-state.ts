/** What operators see of WhatsApp: what is configured, what each template costs by, and what came of the messages. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import { failingChannels } from './failing-channels.ts'
import type { WhatsAppState } from './shapes.ts'
import type { WhatsAppConfig } from './whatsapp.ts'

export async function readWhatsAppState(db: Kysely<DB>, config: WhatsAppConfig | undefined): Promise<WhatsAppState> {
  const { rows } = await sql<Record<keyof WhatsAppState['messages'], number>>`
    select count(*) filter (where state = 'pending') as waiting, count(*) filter (where state = 'sent') as sent,
      count(*) filter (where told in ('delivered', 'read')) as delivered, count(*) filter (where told = 'read') as read,
      count(*) filter (where state = 'dead') as failed
    from sambatan.notification_deliveries
    where channel = 'whatsapp' and created_at > sambatan.now() - interval '30 days'`.execute(db)
  const counts = Object.entries(rows[0]!).map(([name, count]) => [name, Number(count)])
  return {
    configured: config !== undefined,
    templates: Object.entries(config?.templates ?? {}).map(([kind, template]) => ({ kind, ...template })),
    failing: (await failingChannels(db)).includes('whatsapp'),
    messages: Object.fromEntries(counts),
  }
}
