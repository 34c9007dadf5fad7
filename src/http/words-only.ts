/**
 * A form of somebody who may send no files: its words go on, its files are thrown away as they come, so that nothing large is
 * ever held of it. What goes on is a form again, in which the files are empty and have the names they had.
 */
import { Transform } from 'node:stream'

/** Of the head of one part: its name, that of a file, and what kind it is. */
const headBytesMax = 8 * 1024

/**
 * @param contentType of the form, which says what parts it
 * @param bytesMax of what goes on; a form with more in it than that breaks off, as one that was cut off on its way
 */
export function wordsOnly(contentType: string, bytesMax: number): Transform & { receivedEncodedLength: number } {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(contentType)
  const parting = Buffer.from(`\r\n--${boundary?.[1] ?? boundary?.[2] ?? ''}`, 'latin1')
  // Nothing stands before the first parting line.
  let rest: Buffer = Buffer.from('\r\n')
  let within: 'head' | 'words' | 'file' | 'end' = boundary ? 'file' : 'end'
  let isFirst = true
  let passed = 0

  function pass(bytes: Buffer): void {
    passed += bytes.length
    if (passed <= bytesMax) stream.push(bytes)
  }

  /** Reads on to the next part, or to its words or file; says whether there was enough for that. */
  function step(): boolean {
    return within === 'head' ? readHead() : readBody()
  }

  function readHead(): boolean {
    if (rest.toString('latin1', 0, 2) === '--') {
      pass(Buffer.from('--\r\n'))
      within = 'end'
      return false
    }
    const end = rest.indexOf('\r\n\r\n')
    if (end === -1) {
      if (rest.length > headBytesMax) within = 'end'
      return false
    }
    const head = rest.subarray(0, end + 4)
    rest = rest.subarray(end + 4)
    within = /;\s*filename\*?=/i.test(head.toString('latin1')) ? 'file' : 'words'
    pass(head)
    return true
  }

  function readBody(): boolean {
    const end = rest.indexOf(parting)
    // What may be the beginning of a parting line waits for the rest of it.
    const length = end === -1 ? Math.max(0, rest.length - parting.length + 1) : end
    if (within === 'words') pass(rest.subarray(0, length))
    rest = rest.subarray(length)
    if (end === -1) return false
    rest = rest.subarray(parting.length)
    pass(isFirst ? parting.subarray(2) : parting)
    isFirst = false
    within = passed > bytesMax ? 'end' : 'head'
    return true
  }

  const stream = Object.assign(
    new Transform({
      transform(chunk: Buffer, _encoding, done) {
        // What Fastify compares with the length that was announced, and with its limit.
        stream.receivedEncodedLength += chunk.length
        if (within !== 'end') rest = Buffer.concat([rest, chunk])
        while (within !== 'end' && step());
        if (within === 'end') rest = Buffer.alloc(0)
        done()
      },
    }),
    { receivedEncodedLength: 0 },
  )
  return stream
}
