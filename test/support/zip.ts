/** Reads the files in a zip (and so in a workbook), by its central directory; written apart from what writes them. */
import { inflateRawSync } from 'node:zlib'

export function unzip(bytes: Buffer): Map<string, string> {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  if (end < 0) throw new Error('not a zip')
  const files = new Map<string, string>()
  let at = bytes.readUInt32LE(end + 16)
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)]
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ]
    const local = bytes.readUInt32LE(at + 42)
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const content = bytes.subarray(from, from + size)
    files.set(
      bytes.toString('utf8', at + 46, at + 46 + nameLength),
      (method === 8 ? inflateRawSync(content) : content).toString('utf8'),
    )
    at += 46 + nameLength + extraLength + commentLength
  }
  return files
}

/** A sheet of a workbook, the first unless said otherwise, as rows of texts, each with `kind` of its cells: `s` for text, `n` for numbers and times. */
export function readSheet(bytes: Buffer, number = 1): { value: string; kind: string }[][] {
  const files = unzip(bytes)
  const plain = (xml: string) =>
    xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  const strings = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si><t[^>]*>([\s\S]*?)<\/t><\/si>/g)].map(
    (match) => plain(match[1]!),
  )
  const sheet = files.get(`xl/worksheets/sheet${number}.xml`) ?? ''
  return [...sheet.matchAll(/<row [^>]*>([\s\S]*?)<\/row>/g)].map(([, row]) =>
    [...row!.matchAll(/<c ([^>]*)>([\s\S]*?)<\/c>/g)].map(([, attributes, inner]) => {
      const kind = /t="(\w+)"/.exec(attributes!)?.[1] ?? 'n'
      const value = /<v>([\s\S]*?)<\/v>/.exec(inner!)?.[1] ?? ''
      return { kind: /<f>/.test(inner!) ? 'formula' : kind, value: kind === 's' ? strings[Number(value)]! : value }
    }),
  )
}
