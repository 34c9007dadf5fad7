/** Tables of the operator's pages as files, in the words of these pages. */
import type { CsvSeparator } from '../kernel/csv.ts'
import type { Language } from '../kernel/language.ts'
import { type PlainMessageKey, say, sayIfThere } from '../kernel/messages.ts'
import { accessMetadataInWords, roleInWords, scopesInWords } from '../kernel/metadata-words.ts'
import { decimalOf } from '../kernel/money.ts'
import { type Column, type Table, timeHeader } from '../kernel/table.ts'
import type { Campaign } from '../modules/campaigns/index.ts'
import type { AccessLogEntry, ApiKey } from '../modules/identity/index.ts'
import type { SchedulerRun } from '../modules/lifecycle/index.ts'
import type { Profile } from '../modules/people/index.ts'
import { accessInWords, byInWords, triggerInWords } from './operator-words.ts'
import { xlsxRowsMax } from './workbook.ts'

const columnsOf = { campaigns, people, keys, runs, 'access-log': accessLog }

export type OperatorTable = keyof typeof columnsOf

export type RowOf<Name extends OperatorTable> =
  ReturnType<(typeof columnsOf)[Name]> extends Column<infer Row>[] ? Row : never

export interface FileForm {
  ending: 'csv' | 'xlsx'
  language: Language
  separator: CsvSeparator
}

/**
 * Makes a file whole, in memory, with words in one language; what pages are given for it.
 * @throws Problem exports_at_once, export_busy
 */
export type MakeFile = <Name extends OperatorTable>(
  name: Name,
  rows: AsyncIterable<RowOf<Name>>,
  form: FileForm,
) => Promise<Response>

/** Its first rows, as many as a workbook holds, and a last line that says so where there are more. */
export function operatorTable<Name extends OperatorTable>(
  name: Name,
  rows: AsyncIterable<RowOf<Name>>,
  language: Language,
): Table<RowOf<Name>> {
  let isCut = false
  async function* first() {
    let left = xlsxRowsMax
    for await (const row of rows) {
      isCut = left === 0
      if (isCut) return
      left--
      yield [row]
    }
  }
  return {
    name: `sambatan-${name}`,
    language,
    columns: columnsOf[name](language) as Column<RowOf<Name>>[],
    pages: first(),
    ending: () => (isCut ? say(language, 'file_cut', { count: xlsxRowsMax }) : undefined),
  }
}

/** Makes columns whose heads are said in one language. */
function columnsIn<Row>(language: Language) {
  return {
    column: (head: PlainMessageKey, width: number, value: Column<Row>['value']): Column<Row> => ({
      header: say(language, head),
      width,
      value,
    }),
    time: (head: PlainMessageKey, timeOf: (row: Row) => string | null): Column<Row> => ({
      header: timeHeader(say(language, head)),
      width: 20,
      value(row) {
        const iso = timeOf(row)
        return iso === null ? null : new Date(iso)
      },
    }),
  }
}

function campaigns(language: Language): Column<Campaign>[] {
  const { column, time } = columnsIn<Campaign>(language)
  return [
    column('operator_campaign', 40, (one) => one.title),
    column('operator_seller', 24, (one) => one.seller_name ?? one.seller_id),
    column('operator_status', 14, (one) => sayIfThere(language, `status_${one.status}`) ?? one.status),
    column('operator_slots_taken', 12, (one) => Math.max(one.slots_taken, one.slots_at_close ?? 0)),
    column('operator_goal', 12, (one) => one.minimum_slots),
    column('operator_slots_total', 12, (one) => one.total_slots),
    column('operator_participations_word', 14, (one) => one.participant_count),
    column('operator_price', 14, (one) => ({ decimal: decimalOf(one.price_per_slot, one.currency) })),
    column('operator_currency', 10, (one) => one.currency),
    time('operator_deadline', (one) => one.deadline),
    time('operator_ended', (one) => one.completed_at ?? one.closed_at),
    column('operator_address_web', 40, (one) => `/c/${one.slug}`),
    column('operator_id', 38, (one) => one.id),
  ]
}

function people(language: Language): Column<Profile>[] {
  const { column, time } = columnsIn<Profile>(language)
  return [
    column('operator_name', 24, (one) => one.name),
    column('operator_email', 32, (one) => one.email),
    column('operator_email_confirmed', 14, (one) => say(language, one.email_verified ? 'operator_yes' : 'operator_no')),
    column('operator_phone', 18, (one) => one.phone),
    column('operator_role', 12, (one) => roleInWords(one.role, language)),
    column('operator_two_factor', 14, (one) => say(language, one.two_factor_enabled ? 'operator_on' : 'operator_off')),
    time('operator_since', (one) => one.created_at),
    column('operator_id', 38, (one) => one.id),
  ]
}

function keys(language: Language): Column<ApiKey>[] {
  const { column, time } = columnsIn<ApiKey>(language)
  return [
    column('operator_name', 24, (one) => one.name),
    column('operator_key_begins', 16, (one) => one.prefix),
    column('operator_key_may', 40, (one) => scopesInWords(one.scopes, language)),
    time('operator_key_made', (one) => one.created_at),
    column('operator_by', 38, (one) => byInWords(one.created_by, one.created_by_name, language)),
    time('operator_key_used', (one) => one.last_used_at),
    time('operator_key_ends', (one) => one.expires_at),
    time('operator_key_revoked_at', (one) => one.revoked_at),
  ]
}

function runs(language: Language): Column<SchedulerRun>[] {
  const { column, time } = columnsIn<SchedulerRun>(language)
  return [
    time('operator_time', (one) => one.started_at),
    column('operator_run_why', 16, (one) => triggerInWords(one.trigger, language)),
    column('operator_run_node', 32, (one) => one.node),
    column('operator_duration_ms', 12, (one) => one.duration_ms),
    column('operator_run_changes', 12, (one) => one.transitions),
    column('operator_run_failed', 12, (one) => one.failures),
    column('operator_run_error', 40, (one) => one.error),
  ]
}

function accessLog(language: Language): Column<AccessLogEntry>[] {
  const { column, time } = columnsIn<AccessLogEntry>(language)
  return [
    time('operator_time', (one) => one.timestamp),
    column('operator_event', 28, (one) => accessInWords(one.event, language)),
    column('operator_about', 24, (one) => one.person_id && (one.person_name || one.person_id)),
    column('operator_by', 24, (one) => byInWords(one.actor, one.actor_name, language)),
    column('operator_details', 40, (one) => accessMetadataInWords(one.metadata, language).join(' · ')),
    column('operator_person_id', 38, (one) => one.person_id),
  ]
}
