/** What a person is told when a start or a command fails: a sentence and what to do. What we did not foresee keeps its stack. */
import { ConfigError } from './config.ts'
import { entryRefusal, isShortage, SetupError } from './db/index.ts'
import { isProblem } from './kernel/problem.ts'

/** A command could not do its work, for a reason that a person can mend; the sentence says how. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
}

/** SQLSTATEs of a server that has let us in and refuses a statement. */
const refusals: Record<string, string> = {
  '42501':
    'The database user lacks a permission. Run "sambatan migrate" and the server as the user who owns the schema sambatan.',
  '57014':
    'The database took longer than DATABASE_STATEMENT_TIMEOUT_MS allows. Try again when it is less busy, or raise it.',
}

/** A sentence for what went wrong, or undefined when it is a defect of ours. */
export function sentenceOf(error: unknown): string | undefined {
  // What failed first is what a person can mend; that something could not be closed afterwards follows from it.
  if (error instanceof SuppressedError) return sentenceOf(error.suppressed)
  if (error instanceof CommandError || error instanceof SetupError) return error.message
  if (error instanceof ConfigError) return `The configuration cannot be used:\n${indented(error.message)}`
  if (isShortage(error)) return aboutShortage(isProblem(error) ? error.cause : error)
  const refused = entryRefusal(error)
  if (refused !== undefined) return refused
  if (isProblem(error, 'database_unavailable')) {
    const cause = error.cause instanceof Error ? ` (${causeOf(error.cause)})` : ''
    return `The database cannot be reached${cause}. Check that it runs, that its disk is not full, and that DATABASE_URL leads to it.`
  }
  if (isProblem(error, 'storage_unavailable')) {
    const cause = error.cause instanceof Error ? ` (${causeOf(error.cause)})` : ''
    return `The storage of pictures cannot be used${cause}. Check SAMBATAN_PHOTOS_DIR or SAMBATAN_S3_*, and that its disk is not full.`
  }
  if (isProblem(error, 'campaign_not_found')) {
    return `There is no campaign "${error.params.campaign_id}". Give its id, or its slug: the last part of its address.`
  }
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? refusals[code] : undefined
}

function aboutShortage(cause: unknown): string {
  const { code, message } = cause as { code: string; message: string }
  const kept = 'What was acknowledged is there, and nothing of this was done'
  if (code === '53100') {
    return `The disk of the database is full (${message}). ${kept}: make room on that disk, then try again.`
  }
  if (code === '58030') {
    return `The disk of the database fails (${message}). ${kept}: look after that disk, then try again.`
  }
  return `The database has run out of memory, connections or files (${message}). ${kept}: give it more, then try again.`
}

/** Node puts the errors of a host's several addresses into one that has no words of its own. */
function causeOf(cause: Error): string {
  return cause.message || ((cause as NodeJS.ErrnoException).code ?? cause.name)
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ')
}
