/**
 * Writes a campaign's participations as CSV, page by page: a hundred thousand of them take no more memory than one page. Or
 * as a workbook, which is made in memory.
 */
import { open, rename, rm } from 'node:fs/promises'
import { CommandError } from '../failure.ts'
import { participantColumns } from '../files/participant-table.ts'
import { makeWorkbook } from '../files/workbook.ts'
import { byteOrderMark } from '../kernel/csv.ts'
import { decimalOf } from '../kernel/money.ts'
import { isProblem } from '../kernel/problem.ts'
import { liveParticipations, type ParticipationStatus, participationStatus } from '../kernel/status.ts'
import { type Column, csvOf, type Table } from '../kernel/table.ts'
import { findCampaign } from '../modules/campaigns/index.ts'
import { allParticipants, countParticipants, type Participant } from '../modules/participations/index.ts'
import { type Arguments, type CommandBody, type ExitCode, UsageError } from './command.ts'
import { withDatabase } from './database.ts'
import { counted, createProgress, printSlowly, warn } from './terminal.ts'

const pageSize = 1000

/** Of the CSV, which programs read: named as in the API, with times as it has them. */
const fields = [
  'id',
  'campaign_id',
  'user_id',
  'quantity',
  'amount',
  'currency',
  'status',
  'shipping_address',
  'note',
  'hold_expires_at',
  'joined_at',
  'updated_at',
  'buyer_name',
  'buyer_phone',
  'payment_status',
  'paid_amount',
  'returned_amount',
  'owed_to_buyer',
  'owed_by_buyer',
  'unique_part',
] as const satisfies (keyof Participant)[]

/** Sums, which a program reads in the digits of their currency. */
const sums = ['amount', 'paid_amount', 'returned_amount', 'owed_to_buyer', 'owed_by_buyer', 'unique_part'] as const
const isSum = (field: (typeof fields)[number]): field is (typeof sums)[number] =>
  (sums as readonly string[]).includes(field)

const fieldColumns = fields.map(
  (field): Column<Participant> => ({
    header: field,
    width: 24,
    value: (row) =>
      isSum(field) && row[field] !== null ? { decimal: decimalOf(row[field], row.currency) } : row[field],
  }),
)

export const exportCommand: CommandBody = {
  options: {
    csv: { type: 'boolean', summary: 'As CSV: the default.' },
    xlsx: { type: 'boolean', summary: 'As a workbook, of up to 20,000 participations; it needs --out.' },
    out: { type: 'string', short: 'o', value: 'FILE', summary: 'Write to a file instead of standard output.' },
    status: {
      type: 'string',
      value: 'LIST',
      summary: `Only these, separated by commas: ${participationStatus.values.join(', ')}.`,
    },
    all: { type: 'boolean', summary: 'Also those that were cancelled or refunded.' },
    bom: { type: 'boolean', summary: 'Begin with a byte order mark, so that Excel reads CSV as UTF-8.' },
    semicolon: {
      type: 'boolean',
      summary: 'Semicolons between fields and decimal commas, as an Excel that is set to Indonesian expects CSV.',
    },
  },
  details: [
    'The campaign is named by its id or its slug. Newest participations come first, and those that were cancelled or refunded are left out unless --all or --status asks for them. Amounts have the digits of their currency (37.00 of USD, 185000 of IDR). Text that a spreadsheet would take for a formula gets an apostrophe in front in CSV; in a workbook it is text.',
    'CSV has the names of the API and times in UTC, for programs. A workbook is the one that the pages give, for people: its times are on the clock of Jakarta, and their heads say so (WIB).',
    'The file holds names, addresses and phone numbers: it is readable by you alone, and it appears only when it is complete.',
  ],
  examples: [
    ['sambatan export melati-senja-batch-kedua-1a2b3c4d5e --xlsx --out peserta.xlsx', 'What is to be sent, for Excel.'],
    ['sambatan export 019a3f... --csv --status confirmed -o kirim.csv', 'Those who have paid, for a program.'],
  ],
  async run(args) {
    const asked = statusesOf(args.value('status'))
    const target = targetOf(args)
    return withDatabase<ExitCode>(async (db) => {
      const campaign = await findCampaign(db.read, args.positionals[0]!)
      const isWhole = args.has('all') || asked !== undefined
      const status = isWhole ? asked : [...liveParticipations]
      const written = await write(
        args,
        target,
        campaign.slug,
        allParticipants(db.read, campaign.id, { status }, pageSize),
      )
      if (target !== undefined) warn(`Wrote ${counted(written, 'participation')} of "${campaign.slug}" to ${target}.`)
      if (!isWhole) {
        const { cancelled, refunded } = await countParticipants(db.read, campaign.id)
        const left = cancelled + refunded
        if (left > 0) warn(`Left out ${counted(left, 'participation')}, cancelled or refunded. --all includes them.`)
      }
      return 0
    })
  },
}

/** Where to; undefined for standard output. */
function targetOf(args: Arguments): string | undefined {
  const named = args.value('out')
  const target = named === '-' ? undefined : named
  if (!args.has('xlsx')) return target
  if (target === undefined) throw new UsageError('A workbook is no text: name its file with --out.')
  for (const option of ['csv', 'bom', 'semicolon'] as const) {
    if (args.has(option)) throw new UsageError(`--${option} is about CSV, and --xlsx asks for a workbook.`)
  }
  return target
}

/** Returns how many were written. */
async function write(
  args: Arguments,
  target: string | undefined,
  name: string,
  participants: AsyncIterable<Participant[]>,
): Promise<number> {
  const sink = target === undefined ? standardOutput : await openFile(target)
  const progress = createProgress()
  let written = 0
  async function* pages() {
    for await (const page of participants) {
      yield page
      written += page.length
      progress.show(`Exported ${counted(written, 'participation')}`)
    }
  }
  const isXlsx = args.has('xlsx')
  const table: Table<Participant> = {
    name,
    language: 'en',
    columns: isXlsx ? participantColumns('en') : fieldColumns,
    pages: pages(),
  }
  try {
    if (isXlsx) await sink.write((await makeWorkbook(table))!)
    else {
      if (args.has('bom')) await sink.write(byteOrderMark)
      for await (const piece of csvOf(table, args.has('semicolon') ? 'semicolon' : 'comma')) await sink.write(piece)
    }
    await sink.finish()
  } catch (error) {
    await sink.abandon()
    throw isProblem(error, 'export_too_large')
      ? new CommandError('A workbook holds at most 20,000 participations. Write CSV, or narrow it with --status.')
      : error
  } finally {
    progress.end()
  }
  return written
}

function statusesOf(list: string | undefined): ParticipationStatus[] | undefined {
  if (list === undefined) return undefined
  const words = list.split(',').map((word) => word.trim())
  const unknown = words.find((word) => !participationStatus.values.includes(word as ParticipationStatus))
  if (unknown !== undefined) {
    throw new UsageError(`There is no status "${unknown}". The statuses are ${participationStatus.values.join(', ')}.`)
  }
  return words as ParticipationStatus[]
}

interface Sink {
  write(content: string | Buffer): Promise<void>
  finish(): Promise<void>
  abandon(): Promise<void>
}

const standardOutput: Sink = {
  write: (content) => printSlowly(String(content)),
  finish: async () => undefined,
  abandon: async () => undefined,
}

/** Written beside its place and moved there at the end: nobody packs parcels from half a list. */
async function openFile(path: string): Promise<Sink> {
  const partial = `${path}.partial`
  // Always a new file: one that is there already has the rights that somebody else gave it.
  await rm(partial, { force: true }).catch(() => undefined)
  const file = await open(partial, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${path} cannot be written (${error.code}). Choose another place with --out.`)
  })
  return {
    write: (content) => file.appendFile(content),
    async finish() {
      await file.close()
      await rename(partial, path)
    },
    async abandon() {
      await file.close().catch(() => undefined)
      await rm(partial, { force: true })
    },
  }
}
