/**
 * Tables of the operator's pages as CSV, with the same filters and in the words of the page. What they are read from is the
 * same lists, page after page.
 */
import { data } from 'react-router'
import { byteOrderMark, type CsvValue, csvLine } from '../../../../src/kernel/csv.ts'
import { decimalOf } from '../../../../src/kernel/money.ts'
import { takenOf } from '../../components/progress.tsx'
import { campaignStatuses, campaignStatusWord } from '../../components/status.tsx'
import { type Api, asked, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/export.ts'
import { accessWord, actorWords, roleNames, roleWord, scopeWord, triggerWord } from './words.ts'

/** Rows of one file; it is made in memory. */
const rowsMax = 20_000

interface Sheet {
  heads: string[]
  rows: AsyncIterable<CsvValue[]>
}

const sheets: Record<string, (api: Api, given: URLSearchParams) => Sheet> = {
  campaigns,
  people,
  keys,
  runs,
  'access-log': accessLog,
}

/** Not the loader of a resource: what is refused must be a page, as of every other address that people open. */
const answer = page(async ({ api, params, url }) => {
  const sheet = Object.hasOwn(sheets, params.name!) ? sheets[params.name!] : undefined
  if (sheet === undefined) throw data(null, { status: 404 })
  const { heads, rows } = sheet(api, url.searchParams)
  const lines = [byteOrderMark, csvLine(heads)]
  for await (const row of rows) {
    if (lines.length > rowsMax + 1) {
      lines.push(csvLine([m.operator_export_cut({ count: String(rowsMax) })]))
      break
    }
    lines.push(csvLine(row))
  }
  return new Response(lines.join(''), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="sambatan-${params.name}.csv"`,
    },
  })
})

export const middleware: Route.MiddlewareFunction[] = [(args) => answer(args)]

export default function Export() {
  return null
}

/** Times are written as ISO 8601 in UTC, which every program reads. */
function utc(head: string): string {
  return `${head} (UTC)`
}

async function* each<Item>(items: AsyncIterable<Item>, row: (item: Item) => CsvValue[]): AsyncGenerator<CsvValue[]> {
  for await (const item of items) yield row(item)
}

function campaigns(api: Api, given: URLSearchParams): Sheet {
  const q = asked(given, 'q')
  const seller = asked(given, 'seller_id', 128)
  const status = campaignStatuses.find((one) => one === given.get('status'))
  const list = api.each.listCampaigns({
    limit: 100,
    status: status ? [status] : campaignStatuses,
    ...(q && { q }),
    ...(seller && { seller_id: seller }),
  })
  return {
    heads: [
      m.operator_campaign(),
      m.operator_seller(),
      m.operator_status(),
      m.operator_slots_taken(),
      m.operator_goal(),
      m.operator_slots_total(),
      m.operator_participations_word(),
      m.operator_price(),
      m.operator_currency(),
      utc(m.operator_deadline()),
      utc(m.operator_ended()),
      m.operator_address_web(),
      m.operator_id(),
    ],
    rows: each(list, (one) => [
      one.title,
      one.seller_name ?? one.seller_id,
      campaignStatusWord(one.status),
      takenOf(one),
      one.minimum_slots,
      one.total_slots,
      one.participant_count,
      decimalOf(one.price_per_slot, one.currency),
      one.currency,
      one.deadline,
      one.completed_at ?? one.closed_at,
      `/c/${one.slug}`,
      one.id,
    ]),
  }
}

function people(api: Api, given: URLSearchParams): Sheet {
  const q = asked(given, 'q')
  const role = roleNames.find((one) => one === given.get('role'))
  return {
    heads: [
      m.operator_name(),
      m.operator_email(),
      m.operator_email_confirmed(),
      m.operator_role(),
      m.operator_two_factor(),
      utc(m.operator_since()),
      m.operator_id(),
    ],
    rows: each(api.each.listPeople({ limit: 100, ...(q && { q }), ...(role && { role }) }), (one) => [
      one.name,
      one.email,
      one.email_verified ? m.operator_yes() : m.operator_no(),
      roleWord(one.role),
      one.two_factor_enabled ? m.operator_on() : m.operator_off(),
      one.created_at,
      one.id,
    ]),
  }
}

function keys(api: Api): Sheet {
  return {
    heads: [
      m.operator_name(),
      m.operator_key_begins(),
      m.operator_key_may(),
      utc(m.operator_key_made()),
      m.operator_by(),
      utc(m.operator_key_used()),
      utc(m.operator_key_ends()),
      utc(m.operator_key_revoked_at()),
    ],
    rows: each(api.each.listApiKeys({ limit: 100 }), (one) => [
      one.name,
      one.prefix,
      one.scopes.map((scope) => scopeWord(scope)).join(', '),
      one.created_at,
      one.created_by,
      one.last_used_at,
      one.expires_at,
      one.revoked_at,
    ]),
  }
}

function runs(api: Api): Sheet {
  return {
    heads: [
      utc(m.operator_time()),
      m.operator_run_why(),
      m.operator_run_node(),
      m.operator_duration_ms(),
      m.operator_run_changes(),
      m.operator_run_failed(),
      m.operator_run_error(),
    ],
    rows: each(api.each.listSchedulerRuns({ limit: 100 }), (one) => [
      one.started_at,
      triggerWord(one.trigger),
      one.node,
      one.duration_ms,
      one.transitions,
      one.failures,
      one.error,
    ]),
  }
}

function accessLog(api: Api, given: URLSearchParams): Sheet {
  const person = asked(given, 'person_id', 128)
  return {
    heads: [utc(m.operator_time()), m.operator_event(), m.operator_about(), m.operator_by(), m.operator_details()],
    rows: each(api.each.listAccessLog({ limit: 100, ...(person && { person_id: person }) }), (one) => [
      one.timestamp,
      accessWord(one.event),
      one.person_id,
      actorWords(one.actor).personId ?? one.actor,
      JSON.stringify(one.metadata),
    ]),
  }
}
