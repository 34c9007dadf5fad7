/**
 * What somebody has typed into a form that could not be taken: their session had ended, or they chose another language on
 * the way. It waits in their browser, for them alone, and goes back into the fields when they open its page again, until
 * the form is sent, they sign out, another person signs in, or an hour has passed. Passwords, codes and files are not kept.
 */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { forget, isOthers, isSame, keepAt, keptAt, keptLengthMax, type Place, shortHash } from './kept-cookies.ts'
import { openedFor } from './opened-for.ts'

export interface KeptForm {
  /** The page that it stands on, and where it is sent: path and query. */
  address: string
  action: string
  person: string
  fields: [name: string, value: string][]
  /** The names of those that were too long, or held files. */
  lost: string[]
}

/** Before it is packed: so much may take a moment, and whoever sends it need not be signed in. */
const charactersMax = 24_000

/** What is nobody's to keep, as numbers of accounts, what only the program needs, and what a form says of itself. */
const unkept = /password|code|secret|token|^(key|number|intent|next|opened_for|opened_at)$/i

export function keepForm(
  request: Request,
  { form, address, action }: { form: FormData; address: string; action: string },
  secure: boolean,
): string[] {
  const person = form.get(openedFor)
  if (typeof person !== 'string' || person === '') return []
  const fields = [...form].filter(
    (field): field is [string, string] => typeof field[1] === 'string' && !unkept.test(field[0]),
  )
  // A field for files in which none was chosen sends one without a name.
  const files = [...form].filter(([, value]) => typeof value !== 'string' && value.name !== '').map(([name]) => name)
  const kept: KeptForm = { address, action, person, fields, lost: shortNames(files) }
  let value = packed(kept)
  // Twice as many each time: it ends soon, whatever was sent.
  for (let count = 1; value === undefined; count *= 2) {
    if (kept.fields.length === 0) return []
    dropLongest(kept, count)
    value = packed(kept)
  }
  return keepAt(request, { ...placeOf(address), person }, value, secure)
}

/** What was typed on this page by whoever asks for it. */
export function keptForm(request: Request, here: string, person: string): KeptForm | undefined {
  const value = keptAt(request, placeOf(here))
  if (value === undefined) return undefined
  const kept = unpacked(value)
  return kept?.person === person && kept.address === here ? kept : undefined
}

/**
 * The cookies that take off what waits no longer: what another person has left, and what stood in a form that is sent now
 * by its own.
 */
export function forgetForms(request: Request, here: string, person: string, secure: boolean): string[] {
  const sent = request.method === 'POST' ? placeOf(here) : undefined
  return forget(request, secure, (place) => isOthers(place, person) || (sent !== undefined && isSame(place, sent)))
}

function placeOf(address: string): Place {
  const path = address.split('?')[0]!
  // A page below this one gets its cookie as well: each has a name of its own.
  return { name: `sambatan_form_${shortHash(path).replaceAll('-', '_')}`, path }
}

function packed(kept: KeptForm): string | undefined {
  if (kept.fields.reduce((sum, [name, value]) => sum + name.length + value.length, 0) > charactersMax) return undefined
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT }
  const value = brotliCompressSync(JSON.stringify(kept), { params }).toString('base64url')
  return value.length > keptLengthMax ? undefined : value
}

/** Whatever a browser sends as a cookie, somebody may have written. */
function unpacked(value: string): KeptForm | undefined {
  try {
    const bytes = brotliDecompressSync(Buffer.from(value, 'base64url'), { maxOutputLength: charactersMax * 8 })
    const kept = JSON.parse(bytes.toString()) as Partial<KeptForm>
    const { address, action, person, fields, lost } = kept
    const isWhole =
      [address, action, person].every((each) => typeof each === 'string') &&
      isListOf(lost, (each) => typeof each === 'string') &&
      isListOf(fields, (each) => isListOf(each, (part) => typeof part === 'string') && each.length === 2)
    return isWhole ? (kept as KeptForm) : undefined
  } catch {
    return undefined
  }
}

function isListOf(given: unknown, isOne: (each: unknown) => boolean): given is unknown[] {
  return Array.isArray(given) && given.every(isOne)
}

function dropLongest(kept: KeptForm, count: number): void {
  const longest = new Set(kept.fields.toSorted((one, other) => other[1].length - one[1].length).slice(0, count))
  kept.fields = kept.fields.filter((field) => !longest.has(field))
  kept.lost = shortNames([...kept.lost, ...[...longest].map(([name]) => name)])
}

/** More names than a form of ours has fields are somebody's own. */
function shortNames(names: string[]): string[] {
  return [...new Set(names.map((name) => name.slice(0, 40)))].slice(0, 20)
}
