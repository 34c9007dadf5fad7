/** Encrypts what must not lie open in the database, with the installation's secrets: the first seals, all of them open. */
import type { Secrets } from './secrets.ts'

/** As better-auth takes them: what the library sealed and what we sealed opens alike. */
export function sealingKey({ versions }: Secrets) {
  return {
    keys: new Map(versions.map(({ version, value }) => [version, value])),
    currentVersion: versions[0]!.version,
  }
}

export async function seal(secrets: Secrets, text: string): Promise<string> {
  // Loaded when it is needed: most commands never seal anything.
  const { symmetricEncrypt } = await import('better-auth/crypto')
  return symmetricEncrypt({ key: sealingKey(secrets), data: text })
}

/** @throws Error when none of the secrets opens it */
export async function unseal(secrets: Secrets, sealed: string): Promise<string> {
  const { symmetricDecrypt } = await import('better-auth/crypto')
  return symmetricDecrypt({ key: sealingKey(secrets), data: sealed })
}

/** How everything begins that the newest secret has sealed. */
export function sealedByCurrent({ versions }: Secrets): string {
  return `$ba$${versions[0]!.version}$`
}
