/** Reads the file of a backup, encrypted or not: as often as it takes, from the beginning, never whole in memory. */
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { SetupError } from '../db/index.ts'
import {
  cutOff,
  damaged,
  type Entry,
  endName,
  manifestName,
  readArchive,
  routinesName,
  secretsName,
} from './archive.ts'
import { decrypted, encryptedMagic, fileKeyOf, headBytesMax } from './encryption.ts'
import {
  type End,
  type KeptSecrets,
  type Manifest,
  parseEnd,
  parseManifest,
  parseRoutines,
  parseSecretsKept,
} from './manifest.ts'

export interface SourceFile {
  size: number
  /** From the first entry; `onBytes` hears how far the file was read. */
  entries(onBytes?: (read: number) => void): AsyncGenerator<Entry>
}

export interface Contents {
  manifest: Manifest
  routines: string[]
  secrets: KeptSecrets
  end: End
}

/** @throws SetupError where there is no such file, it is no backup, or it cannot be opened without the right passphrase */
export async function openSourceFile(path: string, passphrase: string | undefined): Promise<SourceFile> {
  const { size, head } = await look(path)
  const isEncrypted = head.subarray(0, encryptedMagic.length).equals(encryptedMagic)
  if (!isEncrypted && !head.toString('latin1').startsWith(manifestName)) throw noBackup(path, size)
  if (isEncrypted && passphrase === undefined) {
    throw new SetupError(
      'backup_encrypted',
      `The backup ${path} is encrypted. Put its passphrase into a file and name that with --passphrase-file; with "-" it is read from standard input.`,
    )
  }
  const key = isEncrypted ? await fileKeyOf(head, passphrase!) : undefined
  async function* entries(onBytes: (read: number) => void = () => {}): AsyncGenerator<Entry> {
    const file = createReadStream(path, { highWaterMark: 256 * 1024 })
    try {
      yield* guarded(key ? await decrypted(file, key) : file, () => onBytes(file.bytesRead), path)
    } finally {
      file.destroy()
    }
  }
  return { size, entries }
}

async function* guarded(stream: Readable, onChunk: () => void, path: string): AsyncGenerator<Entry> {
  let isFirst = true
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream) {
      onChunk()
      yield chunk as Uint8Array
    }
  }
  try {
    for await (const entry of readArchive(chunks())) {
      if (isFirst && entry.name !== manifestName) throw noBackup(path, 1)
      isFirst = false
      yield entry
    }
  } catch (error) {
    if (error instanceof SetupError || !isOfDecryption(error)) throw error
    // The format cannot tell a piece that was changed from a last one that is not there.
    throw damaged('a part of it is not what was encrypted, or its end is missing', error)
  }
}

/** Those of the operating system have codes. */
function isOfDecryption(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === undefined
}

async function look(path: string): Promise<{ size: number; head: Buffer }> {
  try {
    const { size } = await stat(path)
    const file = await open(path, 'r')
    const head = Buffer.alloc(headBytesMax)
    const { bytesRead } = await file.read(head, 0, head.length, 0).finally(() => file.close())
    return { size, head: head.subarray(0, bytesRead) }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new SetupError(
      'backup_unreadable',
      code === 'ENOENT' ? `There is no file ${path}.` : `The backup ${path} cannot be read (${code}).`,
      error,
    )
  }
}

function noBackup(path: string, size: number): SetupError {
  return new SetupError(
    'backup_wrong_file',
    size === 0
      ? `The file ${path} is empty, and no backup. Nothing was changed.`
      : `${path} is no backup that "sambatan backup" made. Nothing was changed. (A dump of pg_dump is restored by pg_restore or psql.)`,
  )
}

const expand = promisify(gunzip)

export function expanded({ name, bytes }: Entry): Promise<Buffer> {
  return expand(bytes).catch((error) => {
    throw damaged(`${name} cannot be expanded`, error)
  })
}

/** Reads all of it, and holds it to what it says of itself; to be done before anything is changed. */
export async function checkBackup(file: SourceFile, onBytes: (read: number) => void): Promise<Contents> {
  let manifest: Manifest | undefined
  let routines: string[] = []
  let secrets: KeptSecrets = {}
  for await (const entry of file.entries(onBytes)) {
    if (entry.name === manifestName) manifest = parseManifest(entry.bytes)
    if (entry.name === routinesName) routines = parseRoutines(await expanded(entry))
    if (entry.name === secretsName) secrets = parseSecretsKept(entry.bytes)
    if (entry.name !== endName) continue
    const end = parseEnd(entry.bytes)
    if (end.sha256 !== entry.before()) throw damaged('its checksum is another')
    return { manifest: manifest!, routines, secrets, end }
  }
  throw cutOff()
}
