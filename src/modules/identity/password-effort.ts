/**
 * How hard passwords are made to guess: what checking one costs, and how long an answer about an account takes at least.
 * Tests that sign in a hundred times make it cheap; nothing else should.
 */
export interface PasswordEffort {
  /** An answer comes no sooner, in milliseconds, so that its time does not tell whether an account exists. */
  answerMsMin: number
  hash(password: string): Promise<string>
  verify(given: { hash: string; password: string }): Promise<boolean>
}

/** The library's scrypt (N 16384, r 16, p 1): 50 ms of a core and 32 MB a password. */
export const passwordEffort: PasswordEffort = {
  answerMsMin: 250,
  async hash(password) {
    const { hashPassword } = await import('better-auth/crypto')
    return hashPassword(password)
  },
  async verify(given) {
    const { verifyPassword } = await import('better-auth/crypto')
    return verifyPassword(given)
  },
}
