/** A statement beside the orders of a seller: what would be recorded of it. Reads alone; nothing of the statement is kept. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/index.ts'
import { codeOf } from '../../kernel/order-code.ts'
import { Problem } from '../../kernel/problem.ts'
import { accountKey, withKeys } from './keys.ts'
import { type Choice, type Match, matchLines, type OpenOrder } from './match.ts'
import { readStatement, type Said, type Statement, sumsDiffer } from './read.ts'
import type { StatementLine, StatementPreview } from './shapes.ts'
import { openStatement } from './table.ts'

/** The one currency in which banks here keep their statements. */
const currency = 'IDR'
const ordersMax = 5000

export interface PreviewOf {
  sellerId: string
  /** Of one campaign alone. */
  campaignId?: string | undefined
  bytes: Buffer
  said: Said
}

interface Order extends OpenOrder {
  campaign_id: string
  campaign_title: string
}

type KeyedRow = ReturnType<typeof withKeys>[number]
type RecordedFor = NonNullable<StatementLine['recorded_for']>

/**
 * @throws Problem statement_empty, statement_pdf, statement_locked, statement_old_workbook, statement_unreadable,
 *   statement_too_long, statement_currency, statement_sums_differ
 */
export async function previewStatement(db: Kysely<DB>, of: PreviewOf): Promise<StatementPreview> {
  const { rows: days } = await sql<{ today: string }>`select to_char(sambatan.today(), 'YYYY-MM-DD') as today`.execute(
    db,
  )
  const statement = readStatement(await openStatement(of.bytes), of.said, days[0]!.today)
  refuseOthers(statement)
  const rows = withKeys(statement.rows)
  const account = accountKey(of.sellerId, statement.notes.account)
  const credits = rows.filter(({ signed, problem }) => problem !== null || signed === null || signed > 0)
  const recorded = await recordedOf(db, of.sellerId, account, credits)
  const open = credits.filter((row) => row.key !== null && !recorded.has(row.key) && row.signed! % 100 === 0)
  const matches = matchLines(
    open.map(({ on, signed, remark }) => ({ on: on!, amount: signed! / 100, remark })),
    await openOrders(db, of),
  )
  const matchOf = new Map(open.map((row, at) => [row, matches[at]!]))
  const read = credits.filter(({ problem, isPending }) => problem === null && !isPending)
  return {
    bank: statement.bank,
    account,
    account_ending: statement.notes.account?.slice(-4) ?? null,
    reference: referenceOf(statement),
    needs: statement.needs,
    sample: statement.sample,
    lines: credits.map((row) => presentLine(row, matchOf.get(row), recorded.get(row.key ?? ''))),
    debits: rows.length - credits.length,
    totals: { count: read.length, amount: Math.round(read.reduce((sum, { signed }) => sum + signed!, 0) / 100) },
  }
}

function refuseOthers(statement: Statement): void {
  const { currency: said } = statement.notes
  if (said !== null && said !== currency) throw new Problem('statement_currency', { currency: said })
  const differ = sumsDiffer(statement)
  if (differ) {
    const inWhole = (hundredths: number): [number, string] => [Math.round(hundredths / 100), currency]
    throw new Problem('statement_sums_differ', { said: inWhole(differ.said), found: inWhole(differ.found) })
  }
}

const bankNames = { bca: 'BCA', mandiri: 'Mandiri', bri: 'BRI', bni: 'BNI' }

/** Which statement it was, in the words of the seller's book; what the bank wrote of the sender is no part of it. */
function referenceOf({ bank, notes }: Statement): string {
  return [bank ? bankNames[bank] : 'Mutasi', notes.account?.slice(-4)].filter(Boolean).join(' ')
}

/** For which orders lines are on record already. */
async function recordedOf(
  db: Kysely<DB>,
  sellerId: string,
  account: string | null,
  rows: KeyedRow[],
): Promise<Map<string, RecordedFor>> {
  const keys = rows.flatMap(({ key }) => key ?? [])
  if (keys.length === 0) return new Map()
  const found = await sql<{ line: string; participation_id: string; campaign_id: string; number: number }>`
    select k.line, p.id as participation_id, p.campaign_id, p.number
    from unnest(${keys}::text[]) k (line)
    cross join lateral (select sambatan.statement_line_record(${sellerId}, ${account ?? ''}, k.line) as id) r
    join sambatan.money_records m on m.id = r.id
    join sambatan.participants p on p.id = m.participation_id`.execute(db)
  return new Map(found.rows.map(({ line, number, ...rest }) => [line, { ...rest, code: codeOf(number) }]))
}

/** Some exact sum of it cools down (keep_unique_amount): what comes to that is for nobody else. */
const isNamedFormerly = sql<boolean>`exists (
  select from sambatan.unique_amounts u where u.participation_id = p.id and u.ended_at is not null)`

/** Of which something is owed, or that was asked for a sum of its own formerly; whoever joined first first. */
async function openOrders(db: Kysely<DB>, { sellerId, campaignId }: PreviewOf): Promise<Order[]> {
  let query = db
    .selectFrom('participants as p')
    .innerJoin('campaigns as c', 'c.id', 'p.campaign_id')
    .leftJoin('people', 'people.id', 'p.user_id')
    .select([
      'p.id as participation_id',
      'p.number',
      'p.campaign_id',
      'c.title as campaign_title',
      'people.name as buyer_name',
      'p.owed_by_buyer as owed',
      sql<number[]>`array(
        select u.amount from sambatan.unique_amounts u where u.participation_id = p.id and u.ended_at is not null)`.as(
        'formerly',
      ),
      sql<string>`to_char(p.joined_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD')`.as('since'),
    ])
    .where('c.seller_id', '=', sellerId)
    .where('p.currency', '=', currency)
    .where((e) => e.or([e('p.owed_by_buyer', '>', 0), isNamedFormerly]))
    .orderBy('p.id')
    .limit(ordersMax)
  if (campaignId !== undefined) query = query.where('p.campaign_id', '=', campaignId)
  return (await query.execute()).map(({ number, buyer_name, formerly, ...order }) => ({
    ...order,
    formerly: formerly.map(Number),
    buyer_name: buyer_name || null,
    code: codeOf(number),
  }))
}

function presentLine(
  row: KeyedRow,
  match: Match<Order> | undefined,
  recordedFor: RecordedFor | undefined,
): StatementLine {
  const isWhole = row.signed === null || row.signed % 100 === 0
  const problem = row.problem ?? (isWhole ? null : 'amount_not_whole')
  const amount = row.signed === null ? null : Math.trunc(row.signed / 100)
  return {
    place: row.place,
    line: problem === null ? row.key : null,
    check: problem === null ? row.check : null,
    on: row.on,
    amount,
    remark: row.remark,
    state: stateOf(row, problem !== null, match, recordedFor),
    problem,
    is_contested: match?.isContested ?? false,
    choices: match?.choices.map((choice) => presentChoice(choice, amount!)) ?? [],
    more_choices: match?.more ?? 0,
    recorded_for: recordedFor ?? null,
  }
}

function stateOf(
  row: KeyedRow,
  isUnreadable: boolean,
  match: Match<Order> | undefined,
  recordedFor: RecordedFor | undefined,
): StatementLine['state'] {
  if (isUnreadable) return 'unreadable'
  if (row.isPending) return 'pending'
  if (recordedFor) return 'recorded'
  if (match?.isCertain) return 'matched'
  return match && match.choices.length > 0 ? 'choose' : 'unmatched'
}

function presentChoice({ order, reasons }: Choice<Order>, amount: number): StatementLine['choices'][number] {
  const { since: _, formerly: __, ...rest } = order
  const difference = amount - order.owed
  return { ...rest, reasons, difference, effect: difference === 0 ? 'pays' : difference < 0 ? 'partly' : 'overpays' }
}
