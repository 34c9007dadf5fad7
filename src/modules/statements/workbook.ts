/**
 * The first sheet of an XLSX workbook, as cells. The zip is read by its central directory, and no file in it may come to more than a
 * bound, so that a small upload cannot become a large one in memory. Formats are not read: a date is the number that it is.
 */
/// <reference path="./sax.d.ts" />
import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import sax from 'sax'
import { Problem } from '../../kernel/problem.ts'
import type { Cell, Rows } from './cells.ts'

const inflate = promisify(inflateRaw)
const partBytesMax = 24 * 1024 * 1024
const columnsMax = 64

/** @throws Problem statement_unreadable */
export async function readWorkbook(bytes: Buffer, rowsMax: number): Promise<Rows> {
  try {
    const parts = partsOf(bytes)
    const names = [...parts.keys()].filter((name) => /^xl\/worksheets\/[^/]+\.xml$/.test(name))
    const first = names.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0]
    if (first === undefined) throw new Error('a zip without sheets')
    const shared = parts.get('xl/sharedStrings.xml')
    const strings = shared ? readStrings(await shared()) : []
    return readSheet(await parts.get(first)!(), strings, rowsMax)
  } catch (cause) {
    throw new Problem('statement_unreadable', {}, { cause })
  }
}

/** What a zip holds, each to be taken out when it is wanted. */
function partsOf(bytes: Buffer): Map<string, () => Promise<string>> {
  const parts = new Map<string, () => Promise<string>>()
  const end = bytes.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  if (end < 0) throw new Error('a zip without a directory')
  let at = bytes.readUInt32LE(end + 16)
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)]
    const [nameBytes, extraBytes, noteBytes] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ]
    const local = bytes.readUInt32LE(at + 42)
    parts.set(bytes.toString('utf8', at + 46, at + 46 + nameBytes), async () => {
      const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
      const content = bytes.subarray(from, from + size)
      if (method === 0) return content.toString('utf8')
      return (await inflate(content, { maxOutputLength: partBytesMax })).toString('utf8')
    })
    at += 46 + nameBytes + extraBytes + noteBytes
  }
  return parts
}

/** Names without the prefix of their namespace, which some programs write and others do not. */
const nameOf = ({ name }: { name: string }) => name.replace(/^.*:/, '')

interface Reader {
  open?(name: string, attributes: Record<string, string>): void
  text(text: string): void
  close(name: string): void
}

function readXml(xml: string, reader: Reader): void {
  const parser = sax.parser(true)
  parser.onerror = (error) => {
    throw error
  }
  parser.onopentag = (tag) => reader.open?.(nameOf(tag), tag.attributes as Record<string, string>)
  parser.ontext = (text) => reader.text(text)
  parser.oncdata = (text) => reader.text(text)
  parser.onclosetag = (name) => reader.close(nameOf({ name }))
  parser.write(xml).close()
}

function readStrings(xml: string): string[] {
  const strings: string[] = []
  let [said, within, isSound] = ['', '', false]
  readXml(xml, {
    open(name) {
      within = name
      if (name === 'si') said = ''
      // How it is read aloud, as of Japanese names, is no part of it.
      if (name === 'rPh') isSound = true
    },
    text(text) {
      if (within === 't' && !isSound) said += text
    },
    close(name) {
      within = ''
      if (name === 'rPh') isSound = false
      if (name === 'si') strings.push(said)
    },
  })
  return strings
}

function readSheet(xml: string, strings: string[], rowsMax: number): Rows {
  const rows: Rows = []
  let [row, column, kind, said, within]: [Cell[], number, string, string, string] = [[], 0, 'n', '', '']
  readXml(xml, {
    open(name, attributes) {
      within = name
      if (name === 'row') row = []
      if (name !== 'c') return
      column = attributes.r === undefined ? row.length : columnOf(attributes.r)
      ;[kind, said] = [attributes.t ?? 'n', '']
    },
    text(text) {
      if (within === 'v' || within === 't') said += text
    },
    close(name) {
      within = ''
      if (name === 'row' && rows.length <= rowsMax) rows.push(Array.from(row, (cell) => cell ?? ''))
      if (name === 'c' && said !== '' && column < columnsMax) row[column] = cellOf(kind, said, strings)
    },
  })
  return rows
}

function cellOf(kind: string, said: string, strings: string[]): Cell {
  if (kind === 's') return strings[Number(said)] ?? ''
  return kind === 'n' && Number.isFinite(Number(said)) ? Number(said) : said
}

/** `C12` is the third column. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? 'ZZZ'
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
