/** Tables as answers: CSV as a stream of any length, XLSX in one piece, both with words in one language. */
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { makeWorkbook } from '../files/workbook.ts'
import { byteOrderMark, type CsvSeparator } from '../kernel/csv.ts'
import { csvOf, fileTypes, type Table } from '../kernel/table.ts'
import type { FileLimit } from './file-limit.ts'
import { askerOf } from './places.ts'

type Named = Pick<Table<unknown>, 'name' | 'language'>

/** What says that an answer is a file, which, and in which language. */
export function fileHeaders({ name, language }: Named, ending: keyof typeof fileTypes): Record<string, string> {
  return {
    'content-type': fileTypes[ending],
    'content-disposition': `attachment; filename="${name}.${ending}"`,
    'content-language': language,
  }
}

function attach(reply: FastifyReply, table: Named, ending: keyof typeof fileTypes): void {
  reply.headers({ ...fileHeaders(table, ending), vary: 'accept-language' })
}

/**
 * Sends a table as CSV. The first page is read before the answer begins, so that what is wrong then is still a problem;
 * what breaks later breaks the connection, and no browser takes half a file for a whole one.
 */
export async function sendCsv<Row>(
  reply: FastifyReply,
  table: Table<Row>,
  separator: CsvSeparator,
): Promise<FastifyReply> {
  const pieces = csvOf(table, separator)
  const [headers, first] = [await pieces.next(), await pieces.next()]
  async function* lines(): AsyncGenerator<string> {
    yield byteOrderMark + (headers.value ?? '') + (first.value ?? '')
    yield* pieces
  }
  attach(reply, table, 'csv')
  return reply.send(Readable.from(lines(), { objectMode: false }))
}

/**
 * Sends a table as XLSX.
 * @throws Problem export_too_large, exports_at_once, export_busy
 */
export async function sendXlsx<Row>(
  request: Pick<FastifyRequest, 'actor'>,
  reply: FastifyReply,
  { table, limit }: { table: Table<Row>; limit: FileLimit },
): Promise<FastifyReply> {
  limit(askerOf(request, reply))
  // Whoever has left before its turn would not have it.
  const file = await makeWorkbook(table, () => !reply.raw.destroyed)
  if (file === undefined) return reply.hijack()
  attach(reply, table, 'xlsx')
  return reply.send(file)
}
