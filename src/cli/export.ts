/** Writes a campaign's participations as CSV, page by page: a hundred thousand of them take no more memory than one page. */
import { open, rename, rm } from 'node:fs/promises'
import { byteOrderMark, csvLine } from '../kernel/csv.ts'
import { decimalOf } from '../kernel/money.ts'
import { type ParticipationStatus, participationStatus } from '../kernel/status.ts'
import { findCampaign } from '../modules/campaigns/index.ts'
import { allParticipants, type Participant } from '../modules/participations/index.ts'
import { type Command, CommandError, type ExitCode, UsageError } from './command.ts'
import { withDatabase } from './database.ts'
import { counted, createProgress, printSlowly, warn } from './terminal.ts'

const pageSize = 1000

const columns = [
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
] as const satisfies (keyof Participant)[]

export const exportCommand: Command = {
  name: 'export',
  summary: "Write a campaign's participations as CSV.",
  positionals: ['campaign'],
  options: {
    csv: { type: 'boolean', summary: 'As CSV: the only format so far, and so the default.' },
    out: { type: 'string', short: 'o', value: 'FILE', summary: 'Write to a file instead of standard output.' },
    status: {
      type: 'string',
      value: 'LIST',
      summary: `Only these, separated by commas: ${participationStatus.values.join(', ')}.`,
    },
    bom: { type: 'boolean', summary: 'Begin with a byte order mark, so that Excel reads it as UTF-8.' },
  },
  details: [
    'The campaign is named by its id or its slug. Newest participations come first; times are UTC, and amounts have the digits of their currency (37.00 of USD, 185000 of IDR). Text that a spreadsheet would take for a formula gets an apostrophe in front.',
    'The file holds names, addresses and phone numbers: it is readable by you alone, and it appears only when it is complete.',
  ],
  examples: [
    ['sambatan export melati-senja-batch-kedua-1a2b3c4d5e --csv --out peserta.csv', 'All participations, into a file.'],
    ['sambatan export 019a3f... --csv --status confirmed --bom -o kirim.csv', 'What is to be sent, for Excel.'],
  ],
  async run(args) {
    const status = statusesOf(args.value('status'))
    return withDatabase<ExitCode>(async (db) => {
      const campaign = await findCampaign(db.read, args.positionals[0]!)
      const target = args.value('out')
      const sink = target === undefined || target === '-' ? standardOutput : await openFile(target)
      const progress = createProgress()
      let written = 0
      try {
        await sink.write(`${args.has('bom') ? byteOrderMark : ''}${csvLine([...columns])}`)
        for await (const page of allParticipants(db.read, campaign.id, { status }, pageSize)) {
          await sink.write(page.map((item) => csvLine(columns.map((column) => fieldOf(item, column)))).join(''))
          written += page.length
          progress.show(`Exported ${counted(written, 'participation')}`)
        }
        await sink.finish()
      } catch (error) {
        await sink.abandon()
        throw error
      } finally {
        progress.end()
      }
      if (sink !== standardOutput)
        warn(`Wrote ${counted(written, 'participation')} of "${campaign.slug}" to ${target}.`)
      return 0
    })
  },
}

function fieldOf(item: Participant, column: (typeof columns)[number]): string | number | null {
  return column === 'amount' ? decimalOf(item.amount, item.currency) : item[column]
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
  write(text: string): Promise<void>
  finish(): Promise<void>
  abandon(): Promise<void>
}

const standardOutput: Sink = { write: printSlowly, finish: async () => undefined, abandon: async () => undefined }

/** Written beside its place and moved there at the end: nobody packs parcels from half a list. */
async function openFile(path: string): Promise<Sink> {
  const partial = `${path}.partial`
  // Always a new file: one that is there already has the rights that somebody else gave it.
  await rm(partial, { force: true }).catch(() => undefined)
  const file = await open(partial, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`${path} cannot be written (${error.code}). Choose another place with --out.`)
  })
  return {
    write: (text) => file.appendFile(text),
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
