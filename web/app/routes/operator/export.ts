/**
 * Tables of the operator's pages as files, with the same filters and in the words of the page: `/operator/export/people.xlsx`
 * and `.csv`. What they are read from is the same lists, page after page.
 */
import { data } from 'react-router'
import { byteOrderMark } from '../../../../src/kernel/csv.ts'
import { decimalOf } from '../../../../src/kernel/money.ts'
import type { Problem } from '../../../../src/kernel/problem.ts'
import { type Column, csvOf, fileTypes, type Table, type TableValue, timeHeader } from '../../../../src/kernel/table.ts'
import { takenOf } from '../../components/progress.tsx'
import { campaignStatuses, campaignStatusWord } from '../../components/status.tsx'
import { csvSeparator } from '../../csv-separator.ts'
import { type Api, asked, type Page, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { getLocale } from '../../paraglide/runtime.js'
import type { Route } from './+types/export.ts'
import { accessWord, actorWords, roleNames, roleWord, scopeWord, triggerWord } from './words.ts'

/** Rows of one file, which is made in memory: as many as a workbook holds. */
const rowsMax = 20_000

type Refusal = Pick<Problem, 'code' | 'params' | 'retryAfterSeconds'>

type Sheet = Pick<Table<TableValue[]>, 'columns' | 'pages'>

const sheets: Record<string, (api: Api, given: URLSearchParams) => Sheet> = {
  campaigns,
  people,
  keys,
  runs,
  'access-log': accessLog,
}

/** Not the loader of a resource: what is refused must be a page, as of every other address that people open. */
const answer = page(async (asking) => {
  const [, name = '', ending = 'csv'] = /^([a-z-]+)(?:\.(csv|xlsx))?$/.exec(asking.params.name!) ?? []
  const sheet = Object.hasOwn(sheets, name) ? sheets[name] : undefined
  if (sheet === undefined) throw data(null, { status: 404 })
  hold(asking)
  const table = cutTable(`sambatan-${name}`, sheet(asking.api, asking.url.searchParams))
  const isWorkbook = ending === 'xlsx'
  return new Response(isWorkbook ? await workbook(asking, table) : await csv(table), {
    headers: {
      'content-type': fileTypes[isWorkbook ? 'xlsx' : 'csv'],
      'content-disposition': `attachment; filename="${table.name}.${ending}"`,
    },
  })
})

export const middleware: Route.MiddlewareFunction[] = [(args) => answer(args)]

export default function Export() {
  return null
}

async function csv(table: Table<TableValue[]>): Promise<string> {
  const pieces = await Array.fromAsync(csvOf(table, csvSeparator() === 'semicolon' ? ';' : ','))
  return byteOrderMark + pieces.join('')
}

async function workbook({ context }: Page, table: Table<TableValue[]>): Promise<Uint8Array<ArrayBuffer>> {
  const file = await context.makeWorkbook(table).catch(refuse)
  return new Uint8Array(file!)
}

function hold({ context }: Page): void {
  try {
    context.holdFile()
  } catch (error) {
    refuse(error)
  }
}

/** What has too many files to make, or to give, says so with a page. */
function refuse(error: unknown): never {
  const { code, params, retryAfterSeconds } = error as Refusal
  if (code === 'exports_at_once') {
    const heading = m.operator_export_own_title({ count: String(params.maximum) })
    throw data({ heading, detail: m.operator_export_own(), retryAfterSeconds }, { status: 429 })
  }
  if (code !== 'export_busy') throw error
  const said = { heading: m.operator_export_busy_title(), detail: m.operator_export_busy(), retryAfterSeconds }
  throw data(said, { status: 503 })
}

/** Its first rows, and a last line that says so where there are more. */
function cutTable(name: string, { columns, pages }: Sheet): Table<TableValue[]> {
  let isCut = false
  async function* first() {
    let left = rowsMax
    for await (const rows of pages) {
      yield rows.slice(0, left)
      isCut = rows.length > left
      left -= rows.length
      if (left < 0) return
    }
  }
  return {
    name,
    language: getLocale(),
    columns,
    pages: first(),
    ending: () => (isCut ? m.operator_export_cut({ count: String(rowsMax) }) : undefined),
  }
}

/** What a column holds, and how wide it is in characters. */
type Head = readonly [header: string, width: number]

function sheetOf<Item>(heads: Head[], items: AsyncIterable<Item>, row: (item: Item) => TableValue[]): Sheet {
  async function* pages() {
    for await (const item of items) yield [row(item)]
  }
  return {
    columns: heads.map(([header, width], i): Column<TableValue[]> => ({ header, width, value: (cells) => cells[i]! })),
    pages: pages(),
  }
}

function timeHead(words: string): Head {
  return [timeHeader(words), 20]
}

function time(iso: string | null): Date | null {
  return iso === null ? null : new Date(iso)
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
    ...(given.get('below_goal') === 'true' && { below_goal: 'true' as const }),
  })
  const heads: Head[] = [
    [m.operator_campaign(), 40],
    [m.operator_seller(), 24],
    [m.operator_status(), 14],
    [m.operator_slots_taken(), 12],
    [m.operator_goal(), 12],
    [m.operator_slots_total(), 12],
    [m.operator_participations_word(), 14],
    [m.operator_price(), 14],
    [m.operator_currency(), 10],
    timeHead(m.operator_deadline()),
    timeHead(m.operator_ended()),
    [m.operator_address_web(), 40],
    [m.operator_id(), 38],
  ]
  return sheetOf(heads, list, (one) => [
    one.title,
    one.seller_name ?? one.seller_id,
    campaignStatusWord(one.status),
    takenOf(one),
    one.minimum_slots,
    one.total_slots,
    one.participant_count,
    { decimal: decimalOf(one.price_per_slot, one.currency) },
    one.currency,
    time(one.deadline),
    time(one.completed_at ?? one.closed_at),
    `/c/${one.slug}`,
    one.id,
  ])
}

function people(api: Api, given: URLSearchParams): Sheet {
  const q = asked(given, 'q')
  const role = roleNames.find((one) => one === given.get('role'))
  const list = api.each.listPeople({ limit: 100, ...(q && { q }), ...(role && { role }) })
  const heads: Head[] = [
    [m.operator_name(), 24],
    [m.operator_email(), 32],
    [m.operator_email_confirmed(), 14],
    [m.operator_phone(), 18],
    [m.operator_role(), 12],
    [m.operator_two_factor(), 14],
    timeHead(m.operator_since()),
    [m.operator_id(), 38],
  ]
  return sheetOf(heads, list, (one) => [
    one.name,
    one.email,
    one.email_verified ? m.operator_yes() : m.operator_no(),
    one.phone,
    roleWord(one.role),
    one.two_factor_enabled ? m.operator_on() : m.operator_off(),
    time(one.created_at),
    one.id,
  ])
}

function keys(api: Api): Sheet {
  const heads: Head[] = [
    [m.operator_name(), 24],
    [m.operator_key_begins(), 16],
    [m.operator_key_may(), 40],
    timeHead(m.operator_key_made()),
    [m.operator_by(), 38],
    timeHead(m.operator_key_used()),
    timeHead(m.operator_key_ends()),
    timeHead(m.operator_key_revoked_at()),
  ]
  return sheetOf(heads, api.each.listApiKeys({ limit: 100 }), (one) => [
    one.name,
    one.prefix,
    one.scopes.map((scope) => scopeWord(scope)).join(', '),
    time(one.created_at),
    one.created_by,
    time(one.last_used_at),
    time(one.expires_at),
    time(one.revoked_at),
  ])
}

function runs(api: Api): Sheet {
  const heads: Head[] = [
    timeHead(m.operator_time()),
    [m.operator_run_why(), 16],
    [m.operator_run_node(), 32],
    [m.operator_duration_ms(), 12],
    [m.operator_run_changes(), 12],
    [m.operator_run_failed(), 12],
    [m.operator_run_error(), 40],
  ]
  return sheetOf(heads, api.each.listSchedulerRuns({ limit: 100 }), (one) => [
    time(one.started_at),
    triggerWord(one.trigger),
    one.node,
    one.duration_ms,
    one.transitions,
    one.failures,
    one.error,
  ])
}

function accessLog(api: Api, given: URLSearchParams): Sheet {
  const person = asked(given, 'person_id', 128)
  const list = api.each.listAccessLog({ limit: 100, ...(person && { person_id: person }) })
  const heads: Head[] = [
    timeHead(m.operator_time()),
    [m.operator_event(), 28],
    [m.operator_about(), 38],
    [m.operator_by(), 38],
    [m.operator_details(), 40],
  ]
  return sheetOf(heads, list, (one) => [
    time(one.timestamp),
    accessWord(one.event),
    one.person_id,
    actorWords(one.actor).personId ?? one.actor,
    JSON.stringify(one.metadata),
  ])
}
