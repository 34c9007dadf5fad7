/** Shows what happened to a campaign, in the order in which it happened. */

import type { Database } from '../db/index.ts'
import { metadataInWords } from '../kernel/metadata-words.ts'
import { type CampaignEvent, eventInWords, moneyInWords, presentCampaignEvent } from '../modules/audit/index.ts'
import { type Campaign, findCampaign } from '../modules/campaigns/index.ts'
import { localTime, plainText } from './audit-words.ts'
import type { CommandBody, ExitCode } from './command.ts'
import { withDatabase } from './database.ts'
import { counted, printSlowly } from './terminal.ts'

const pageSize = 500

export const auditCommand: CommandBody = {
  options: { json: { type: 'boolean', summary: 'One JSON object a line, as the API shows events.' } },
  details: [
    "The campaign is named by its id or its slug. Times are this machine's; set TZ to see others (TZ=Asia/Jakarta).",
    'Who did it: a person (user:...), another system (machine:..., before that service or key:...), the scheduler, or whoever wrote by plain SQL (sql:...).',
  ],
  examples: [
    ['sambatan audit melati-senja-batch-kedua-1a2b3c4d5e', 'The timeline of one campaign.'],
    ['sambatan audit 019a3f... --json | grep refunded', 'Its refunds.'],
  ],
  async run(args) {
    return withDatabase<ExitCode>(async (db) => {
      const campaign = await findCampaign(db.read, args.positionals[0]!)
      const asJson = args.has('json')
      if (!asJson) await printSlowly(heading(campaign))
      let events = 0
      for await (const page of pagesOf(db, campaign.id)) {
        events += page.length
        await printSlowly(
          page.map((log) => (asJson ? `${JSON.stringify(log)}\n` : timelineLine(log, campaign))).join(''),
        )
      }
      if (!asJson) await printSlowly(`\n${counted(events, 'event')}.\n`)
      return 0
    })
  },
}

/** A campaign's events, oldest first, a page at a time. */
async function* pagesOf(db: Database, campaignId: string): AsyncGenerator<CampaignEvent[]> {
  let last = 0
  for (;;) {
    const rows = await db.read
      .selectFrom('audit_logs')
      .selectAll()
      .where('campaign_id', '=', campaignId)
      .where('id', '>', last)
      .orderBy('id')
      .limit(pageSize)
      .execute()
    if (rows.length === 0) return
    yield rows.map((row) => presentCampaignEvent({ ...row, campaign_id: campaignId }))
    last = rows.at(-1)!.id
  }
}

function heading(campaign: Campaign): string {
  const { total_slots, slots_taken, slots_at_close, minimum_slots, status } = campaign
  const taken = slots_at_close ?? slots_taken
  return [
    plainText(campaign.title),
    `${campaign.slug} · ${campaign.id}`,
    `${status} · ${taken} of ${total_slots} slots${slots_at_close === null ? '' : ' when it ended'}, goal ${minimum_slots} · deadline ${localTime(campaign.deadline)}`,
    `Times are ${Intl.DateTimeFormat().resolvedOptions().timeZone}.`,
    '',
    '',
  ].join('\n')
}

function timelineLine(log: CampaignEvent, campaign: Campaign): string {
  const event = eventInWords(log.event, 'en')
  const words = metadataInWords(log.metadata, {
    language: 'en',
    money: (amount) => moneyInWords(amount, campaign.currency, 'en'),
    time: localTime,
  }).join(' · ')
  return `${localTime(log.timestamp)}  ${event.padEnd(21)}  ${plainText(log.actor).padEnd(30)}  ${plainText(words)}`
    .trimEnd()
    .concat('\n')
}
