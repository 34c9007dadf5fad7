/**
 * Tables of the operator's pages as files, with the same filters and in the words of the page: `/operator/export/people.xlsx`
 * and `.csv`. What they are read from is the same lists, page after page.
 */
import type { AccessLogEntry, ApiKey, Campaign, Profile, SchedulerRun } from '@sambatan/client'
import { data } from 'react-router'
import { byteOrderMark } from '../../../../src/kernel/csv.ts'
import { decimalOf } from '../../../../src/kernel/money.ts'
import type { Problem } from '../../../../src/kernel/problem.ts'
import { type Column, csvOf, fileTypes, type Table, timeHeader } from '../../../../src/kernel/table.ts'
import { takenOf } from '../../components/standing.ts'
import { campaignStatuses, campaignStatusWord } from '../../components/status.tsx'
import { csvSeparator } from '../../csv-separator.ts'
import { type Api, asked, type Page, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { getLocale } from '../../paraglide/runtime.js'
import type { Route } from './+types/export.ts'
import { accessDetails, accessWord, actorWords, roleNames, roleWord, scopeWord, triggerWord } from './words.ts'

/** Rows of one file, which is made in memory: as many as a workbook holds. */
const rowsMax = 20_000

type Refusal = Problem<'exports_at_once'> | Problem<'export_busy'>

interface Sheet<Item> {
  items: AsyncIterable<Item>
  columns: Column<Item>[]
}

const sheets: Record<string, (api: Api, given: URLSearchParams) => Sheet<unknown>> = {
  campaigns,
  people,
  keys,
  runs,
  'access-log': accessLog,
}

/** Not the loader of a resource: what is refused must be a page, as of every other address that people open. */
const answer = page(async (asking) => {
  const [, name = '', ending] = /^([a-z-]+)\.(csv|xlsx)$/.exec(asking.params.name!) ?? []
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

async function csv<Item>(table: Table<Item>): Promise<string> {
  const pieces = await Array.fromAsync(csvOf(table, csvSeparator()))
  return byteOrderMark + pieces.join('')
}

async function workbook<Item>({ context }: Page, table: Table<Item>): Promise<Uint8Array<ArrayBuffer>> {
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
function cutTable<Item>(name: string, { items, columns }: Sheet<Item>): Table<Item> {
  let isCut = false
  async function* first() {
    let left = rowsMax
    for await (const item of items) {
      isCut = left === 0
      if (isCut) return
      left--
      yield [item]
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

function timeColumn<Item>(words: string, timeOf: (item: Item) => string | null): Column<Item> {
  return { header: timeHeader(words), width: 20, value: (item) => time(timeOf(item)) }
}

function time(iso: string | null): Date | null {
  return iso === null ? null : new Date(iso)
}

function campaigns(api: Api, given: URLSearchParams): Sheet<Campaign> {
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
  return {
    items: list,
    columns: [
      { header: m.operator_campaign(), width: 40, value: (one) => one.title },
      { header: m.operator_seller(), width: 24, value: (one) => one.seller_name ?? one.seller_id },
      { header: m.operator_status(), width: 14, value: (one) => campaignStatusWord(one.status) },
      { header: m.operator_slots_taken(), width: 12, value: (one) => takenOf(one) },
      { header: m.operator_goal(), width: 12, value: (one) => one.minimum_slots },
      { header: m.operator_slots_total(), width: 12, value: (one) => one.total_slots },
      { header: m.operator_participations_word(), width: 14, value: (one) => one.participant_count },
      {
        header: m.operator_price(),
        width: 14,
        value: (one) => ({ decimal: decimalOf(one.price_per_slot, one.currency) }),
      },
      { header: m.operator_currency(), width: 10, value: (one) => one.currency },
      timeColumn(m.operator_deadline(), (one) => one.deadline),
      timeColumn(m.operator_ended(), (one) => one.completed_at ?? one.closed_at),
      { header: m.operator_address_web(), width: 40, value: (one) => `/c/${one.slug}` },
      { header: m.operator_id(), width: 38, value: (one) => one.id },
    ],
  }
}

function people(api: Api, given: URLSearchParams): Sheet<Profile> {
  const q = asked(given, 'q')
  const role = roleNames.find((one) => one === given.get('role'))
  const list = api.each.listPeople({ limit: 100, ...(q && { q }), ...(role && { role }) })
  return {
    items: list,
    columns: [
      { header: m.operator_name(), width: 24, value: (one) => one.name },
      { header: m.operator_email(), width: 32, value: (one) => one.email },
      {
        header: m.operator_email_confirmed(),
        width: 14,
        value: (one) => (one.email_verified ? m.operator_yes() : m.operator_no()),
      },
      { header: m.operator_phone(), width: 18, value: (one) => one.phone },
      { header: m.operator_role(), width: 12, value: (one) => roleWord(one.role) },
      {
        header: m.operator_two_factor(),
        width: 14,
        value: (one) => (one.two_factor_enabled ? m.operator_on() : m.operator_off()),
      },
      timeColumn(m.operator_since(), (one) => one.created_at),
      { header: m.operator_id(), width: 38, value: (one) => one.id },
    ],
  }
}

function keys(api: Api): Sheet<ApiKey> {
  return {
    items: api.each.listApiKeys({ limit: 100 }),
    columns: [
      { header: m.operator_name(), width: 24, value: (one) => one.name },
      { header: m.operator_key_begins(), width: 16, value: (one) => one.prefix },
      {
        header: m.operator_key_may(),
        width: 40,
        value: (one) => one.scopes.map((scope) => scopeWord(scope)).join(', '),
      },
      timeColumn(m.operator_key_made(), (one) => one.created_at),
      { header: m.operator_by(), width: 38, value: (one) => byWords(one.created_by, one.created_by_name) },
      timeColumn(m.operator_key_used(), (one) => one.last_used_at),
      timeColumn(m.operator_key_ends(), (one) => one.expires_at),
      timeColumn(m.operator_key_revoked_at(), (one) => one.revoked_at),
    ],
  }
}

function runs(api: Api): Sheet<SchedulerRun> {
  return {
    items: api.each.listSchedulerRuns({ limit: 100 }),
    columns: [
      timeColumn(m.operator_time(), (one) => one.started_at),
      { header: m.operator_run_why(), width: 16, value: (one) => triggerWord(one.trigger) },
      { header: m.operator_run_node(), width: 32, value: (one) => one.node },
      { header: m.operator_duration_ms(), width: 12, value: (one) => one.duration_ms },
      { header: m.operator_run_changes(), width: 12, value: (one) => one.transitions },
      { header: m.operator_run_failed(), width: 12, value: (one) => one.failures },
      { header: m.operator_run_error(), width: 40, value: (one) => one.error },
    ],
  }
}

/** Who did it; whoever has no name here by their whole id, for what looks it up. */
function byWords(actor: string, name: string | undefined): string {
  const { words, personId } = actorWords(actor)
  return personId === undefined ? words : name || personId
}

function accessLog(api: Api, given: URLSearchParams): Sheet<AccessLogEntry> {
  const person = asked(given, 'person_id', 128)
  const list = api.each.listAccessLog({ limit: 100, ...(person && { person_id: person }) })
  return {
    items: list,
    columns: [
      timeColumn(m.operator_time(), (one) => one.timestamp),
      { header: m.operator_event(), width: 28, value: (one) => accessWord(one.event) },
      {
        header: m.operator_about(),
        width: 24,
        value: (one) => one.person_id && (one.person_name || one.person_id),
      },
      { header: m.operator_by(), width: 24, value: (one) => byWords(one.actor, one.actor_name) },
      { header: m.operator_details(), width: 40, value: (one) => accessDetails(one.metadata) },
      { header: m.operator_person_id(), width: 38, value: (one) => one.person_id },
    ],
  }
}
