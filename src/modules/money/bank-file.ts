/**
 * What is owed as a file for the bank, and the same file read back as sent. A line is told by its participation, and by the how-manieth
 * sending back it is, which its reference ends in: so a file that is read twice is nothing twice, also where something has become owed anew.
 */
import { type Kysely, sql } from 'kysely'
import type { DB, Tx } from '../../db/index.ts'
import { codeOf } from '../../kernel/order-code.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { typedNumber } from './providers.ts'
import type { MoneyFilter } from './queries.ts'
import { type SendingBack, sendBackMoney } from './record.ts'
import { keptOf, openAccount, recordLooks } from './refund-account.ts'
import type { BankFileContent, ReadLine } from './shapes.ts'

/** As many as are put on record as sent in one transaction. */
export const bankFileLinesMax = 500

export interface LineForBank {
  participation_id: string
  amount: number
  currency: string
  holder: string
  number: string
  code: string
  bank: string
  reference: string
}

function selectOwedTo(db: Kysely<DB>, { seller_id, campaign_id }: MoneyFilter) {
  let query = db
    .selectFrom('participants')
    .innerJoin('campaigns', 'campaigns.id', 'participants.campaign_id')
    .leftJoin('refund_accounts', 'refund_accounts.person_id', 'participants.user_id')
    .where('participants.owed_to_buyer', '>', 0)
  if (seller_id !== undefined) query = query.where('campaigns.seller_id', '=', seller_id)
  if (campaign_id !== undefined) query = query.where('participants.campaign_id', '=', campaign_id)
  return query
}

/** What a file would hold, without looking at any account. */
export async function contentOfBankFile(db: Kysely<DB>, filter: MoneyFilter): Promise<BankFileContent> {
  const rows = await selectOwedTo(db, filter)
    .select((e) => [
      'participants.currency',
      e('refund_accounts.person_id', 'is not', null).as('is_given'),
      sql<number>`least(sum(participants.owed_to_buyer), 9007199254740991)::bigint`.as('amount'),
      sql<number>`count(*)::integer`.as('participations'),
    ])
    .groupBy(['participants.currency', 'is_given'])
    .orderBy('participants.currency')
    .execute()
  const part = (isGiven: boolean) => {
    const some = rows.filter((row) => Boolean(row.is_given) === isGiven)
    return {
      participations: some.reduce((total, row) => total + row.participations, 0),
      totals: some.map(({ currency, amount }) => ({ currency, amount: Number(amount) })),
    }
  }
  return { with_account: part(true), without_account: part(false), lines_max: bankFileLinesMax }
}

const referenceOf = (number: number, nth: number) => `${codeOf(number)}-${nth}`

/**
 * The lines of a file: of whoever joined first first, at most `bankFileLinesMax`. Each account in it is on record as shown; one that none of
 * the secrets opens is left out.
 */
export async function takeBankFile(tx: Tx, secrets: Secrets, filter: MoneyFilter): Promise<LineForBank[]> {
  const rows = await selectOwedTo(tx, filter)
    .select([
      'participants.id',
      'participants.number',
      'participants.owed_to_buyer',
      'participants.currency',
      'refund_accounts.person_id',
      'refund_accounts.provider',
      'refund_accounts.sealed',
      'refund_accounts.changed_at',
      sql<number>`sambatan.times_sent_back(participants.id)`.as('times'),
    ])
    .where('refund_accounts.person_id', 'is not', null)
    .orderBy('participants.id')
    .limit(bankFileLinesMax)
    .execute()
  const lines: LineForBank[] = []
  for (const row of rows) {
    const kept = keptOf(row)
    const opened = kept && (await openAccount(secrets, kept))
    if (opened === undefined) continue
    lines.push({
      participation_id: row.id,
      amount: row.owed_to_buyer,
      currency: row.currency,
      holder: opened.holder,
      number: typedNumber(opened.number),
      code: opened.provider.code,
      bank: opened.provider.name,
      reference: referenceOf(row.number, row.times + 1),
    })
  }
  if (lines.length === 0) return []
  const shown = await recordLooks(
    tx,
    lines.map(({ participation_id }) => participation_id),
    'file',
    filter.seller_id,
  )
  return lines.filter(({ participation_id }) => shown.has(participation_id))
}

/** A line of a file as it came back, as far as it could be read. */
export interface SaidLine {
  /** In the file, from 1: its headers. */
  line: number
  participation_id: string | undefined
  /** In the currency's digits. */
  amount: string | undefined
  /** Undefined where the file has no such column. */
  holder: string | undefined
  number: string
  code: string
  reference: string
}

/** Spreadsheets take noughts from the beginning of what looks like a number. */
const bare = (text: string) => text.replace(/\s/g, '').replace(/^'?0+/, '').toUpperCase()

/** A bank may write it larger, and a spreadsheet with other spaces. */
const bareName = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toUpperCase()

/** `Rp` is not said in a file, nor are thousands kept apart: what is neither is not guessed at. */
export function amountSaid(text: string, places: number): number | undefined {
  const [, whole, fraction = ''] = /^(\d{1,15})(?:[.,](\d+))?$/.exec(text.trim()) ?? []
  if (whole === undefined) return undefined
  // A spreadsheet adds noughts behind the point; 1.234 of rupiah may as well mean 1,234 of them.
  if (places === 0 ? !/^0{0,2}$/.test(fraction) : fraction.length > places) return undefined
  const amount = Number(whole + fraction.slice(0, places).padEnd(places, '0'))
  return Number.isSafeInteger(amount) && amount > 0 ? amount : undefined
}

interface Reading {
  lines: SaidLine[]
  places(currency: string): number
  method?: SendingBack['method']
  on?: string | undefined
  /** Of whose campaigns alone; left out: of all. */
  sellerId?: string | undefined
  dryRun: boolean
}

/**
 * What becomes, or would become, of each line. What fits is put on record as sent, by the same function as everything that was sent back;
 * what does not is left to whoever reads the answer. With the campaigns whose money has moved.
 * @throws Problem money_date_in_future, money_date_too_old
 */
export async function readBankFile(
  tx: Tx,
  secrets: Secrets,
  reading: Reading,
): Promise<{ lines: ReadLine[]; campaigns: Set<string> }> {
  const known = await knownOf(tx, reading)
  const seen = new Set<string>()
  const read: ReadLine[] = []
  for (const said of reading.lines) {
    const row = said.participation_id === undefined ? undefined : known.get(said.participation_id)
    const line = await decide(secrets, said, row, reading.places)
    const isRepeated = row !== undefined && seen.has(row.id)
    if (row !== undefined) seen.add(row.id)
    read.push(isRepeated ? { ...line, outcome: 'already_sent' } : line)
  }
  const fitting = read.filter(({ outcome }) => outcome === 'fits')
  if (reading.dryRun || fitting.length === 0) return { lines: read, campaigns: new Set() }
  const { method, on, sellerId } = reading
  const { done } = await sendBackMoney(tx, {
    lines: fitting.map(({ participation_id, amount, reference, nth }) => ({
      participation_id: participation_id!,
      amount: amount!,
      reference: reference!,
      nth: nth!,
    })),
    method,
    on,
    sellerId,
  })
  const sent = new Set(done.map(({ participation_id }) => participation_id))
  // What somebody else has put on record at this very moment.
  const ended = (line: ReadLine): ReadLine['outcome'] =>
    line.outcome !== 'fits' ? line.outcome : sent.has(line.participation_id!) ? 'sent_back' : 'already_sent'
  return {
    lines: read.map((line) => ({ ...line, outcome: ended(line) })),
    campaigns: new Set(done.map(({ campaign_id }) => campaign_id)),
  }
}

interface Known {
  id: string
  number: number
  user_id: string
  buyer_name: string | null
  owed_to_buyer: number
  currency: string
  times: number
  person_id: string | null
  provider: string | null
  sealed: string | null
  changed_at: Date | null
}

async function knownOf(tx: Tx, { lines, sellerId }: Reading): Promise<Map<string, Known>> {
  const ids = lines.flatMap(({ participation_id }) => participation_id ?? [])
  let query = tx
    .selectFrom('participants')
    .innerJoin('campaigns', 'campaigns.id', 'participants.campaign_id')
    .leftJoin('refund_accounts', 'refund_accounts.person_id', 'participants.user_id')
    .leftJoin('people', 'people.id', 'participants.user_id')
    .select([
      'participants.id',
      'participants.number',
      'participants.user_id',
      'people.name as buyer_name',
      'participants.owed_to_buyer',
      'participants.currency',
      'refund_accounts.person_id',
      'refund_accounts.provider',
      'refund_accounts.sealed',
      'refund_accounts.changed_at',
      sql<number>`sambatan.times_sent_back(participants.id)`.as('times'),
    ])
    .where('participants.id', '=', sql<string>`any(${ids}::uuid[])`)
  if (sellerId !== undefined) query = query.where('campaigns.seller_id', '=', sellerId)
  return new Map((await query.execute()).map((row) => [row.id, row]))
}

async function decide(
  secrets: Secrets,
  said: SaidLine,
  row: Known | undefined,
  places: Reading['places'],
): Promise<ReadLine> {
  const nothing = { buyer_name: null, code: null, currency: null, amount: null, owed: null, reference: null, nth: null }
  const at = { line: said.line, participation_id: said.participation_id ?? null }
  if (row === undefined) {
    return { ...at, ...nothing, outcome: said.participation_id === undefined ? 'unreadable' : 'unknown' }
  }
  const amount = amountSaid(said.amount ?? '', places(row.currency))
  const nth = Number(/-(\d{1,4})$/.exec(said.reference.trim())?.[1] ?? 0)
  const line = {
    ...at,
    buyer_name: row.buyer_name || null,
    code: codeOf(row.number),
    currency: row.currency,
    amount: amount ?? null,
    owed: row.owed_to_buyer,
    reference: nth === 0 ? null : referenceOf(row.number, nth),
    nth: nth === 0 ? null : nth,
  }
  if (amount === undefined || nth === 0) return { ...line, outcome: 'unreadable' }
  if (nth <= row.times) return { ...line, outcome: 'already_sent' }
  if (amount !== row.owed_to_buyer) return { ...line, outcome: 'amount_differs' }
  return { ...line, outcome: (await isSameAccount(secrets, said, row)) ? 'fits' : 'account_changed' }
}

async function isSameAccount(secrets: Secrets, said: SaidLine, row: Known): Promise<boolean> {
  const kept = keptOf(row)
  const opened = kept && (await openAccount(secrets, kept))
  if (opened === undefined) return false
  return (
    bare(said.number) === bare(typedNumber(opened.number)) &&
    bare(said.code) === bare(opened.provider.code) &&
    (said.holder === undefined || bareName(said.holder) === bareName(opened.holder))
  )
}
