/** Letters at rest. What one says is encrypted: its link may open an account, and it speaks of somebody's orders. */
import { seal, unseal } from '../../kernel/sealing.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import type { Letter } from './letter.ts'
import { asText } from './render.ts'

/** What nodes before this one read of it. */
interface Sealed {
  subject: string
  text: string
  letter?: Omit<Letter, 'expiresAt'>
}

export async function sealLetter(secrets: Secrets, letter: Letter, publicUrl: string): Promise<string> {
  const sealed: Sealed = { subject: letter.content.subject, text: asText(letter, publicUrl), letter }
  return seal(secrets, JSON.stringify(sealed))
}

/** What was sealed; undefined where its secret has been retired. One of an earlier node has its text alone. */
export async function openSealed(
  secrets: Secrets,
  sealed: string,
): Promise<{ subject: string; text: string; letter: Letter | undefined } | undefined> {
  try {
    const { subject, text, letter }: Sealed = JSON.parse(await unseal(secrets, sealed))
    return { subject, text, letter }
  } catch {
    return undefined
  }
}
