/**
 * Encryption by a passphrase, in the format of age (age-encryption.org/v1): whoever has the passphrase and not this program
 * opens it with `age -d`. It is authenticated in pieces of 64 KB, of which the last says that it is the last.
 */
import { Readable } from 'node:stream'
import { Decrypter, Encrypter } from 'age-encryption'
import { SetupError } from '../db/index.ts'
import { damaged } from './archive.ts'

type Bytes = ReadableStream<Uint8Array>

export async function encrypted(plain: Readable, passphrase: string): Promise<Readable> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  return toNode(await encrypter.encrypt(Readable.toWeb(plain) as Bytes))
}

/** How an encrypted file begins. */
export const encryptedMagic = Buffer.from('age-encryption.org/v1\n')

/** So long no header of ours is. */
export const headBytesMax = 4096

/** The key of a file, which takes a second to be found; to be asked for once. */
export type FileKey = Uint8Array

/** @throws SetupError where the passphrase is another, or the head of the file is damaged */
export async function fileKeyOf(head: Uint8Array, passphrase: string): Promise<FileKey> {
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  try {
    return await decrypter.decryptHeader(head)
  } catch (error) {
    if (!/no identity matched/.test(String(error))) throw damaged('its head cannot be read', error)
    throw new SetupError(
      'backup_passphrase_wrong',
      'The backup does not open with this passphrase. Nothing was changed. Give the one that it was made with; without it nobody opens it.',
      error,
    )
  }
}

export async function decrypted(file: Readable, key: FileKey): Promise<Readable> {
  const decrypter = new Decrypter()
  decrypter.addIdentity({ unwrapFileKey: () => key })
  return toNode(await decrypter.decrypt(Readable.toWeb(file) as Bytes))
}

function toNode(stream: Bytes): Readable {
  return Readable.fromWeb(stream as Parameters<typeof Readable.fromWeb>[0])
}
