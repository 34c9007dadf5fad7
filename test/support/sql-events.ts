/**
 * The names of the events that SQL functions write, read from their files: what stands where `record_event` and its like take
 * `p_event`, and where an insert into audit_logs has `event`.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export function writtenBySql(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.sql'))
  const bodies = files.map((file) => readFileSync(join(folder, file), 'utf8').replace(/--.*$/gm, ''))
  const takers = bodies.flatMap((body) => {
    const [, name, rest] = /create or replace function sambatan\.(\w+)\(([\s\S]*)/.exec(body)!
    const place = parts(rest!).findIndex((parameter) => /^\s*p_event\b/.test(parameter))
    return place === -1 ? [] : [{ name: name!, place, body }]
  })
  // Those that insert it, and those that hand it to one of them; others keep a record of another kind.
  let writers: typeof takers = []
  for (let before = -1; writers.length > before; ) {
    before = writers.length
    const known = ['audit_logs \\(', ...writers.map(({ name }) => `${name}\\(`)].join('|')
    writers = takers.filter(({ body }) => new RegExp(`(?<!function )sambatan\\.(${known})`).test(body))
  }
  if (!writers.some(({ name }) => name === 'record_event')) throw new Error('record_event takes no p_event any more')
  return bodies.flatMap((body) => [...namesInCalls(body, writers), ...namesInInserts(body)])
}

function namesInCalls(body: string, writers: { name: string; place: number }[]): string[] {
  return writers.flatMap(({ name, place }) =>
    [...body.matchAll(new RegExp(`(?<!function\\s+)sambatan\\.${name}\\(`, 'g'))].flatMap((call) =>
      namesIn(parts(body.slice(call.index + call[0].length))[place]!),
    ),
  )
}

function namesInInserts(body: string): string[] {
  return [...body.matchAll(/insert into sambatan\.audit_logs \(([^)]*)\)\s*(?:select|values \()/g)].flatMap(
    (insert) => {
      const place = insert[1]!.split(',').findIndex((column) => column.trim() === 'event')
      return namesIn(parts(body.slice(insert.index + insert[0].length))[place]!)
    },
  )
}

/** A name, the branches of a `case`, or a parameter that hands one on. */
function namesIn(expression: string): string[] {
  const text = expression.trim()
  const literal = /^'(\w+)'$/.exec(text)
  if (literal) return [literal[1]!]
  if (text.startsWith('case ')) return [...text.matchAll(/\b(?:then|else) '(\w+)'/g)].map((branch) => branch[1]!)
  if (text === 'p_event') return []
  throw new Error(`It cannot be read from this which event is written: ${text}`)
}

/** What stands between the commas from here to the closing parenthesis, or to the end of a list that has none. */
function parts(text: string): string[] {
  const found = ['']
  let depth = 0
  for (const piece of text.matchAll(/'(?:[^']|'')*'|\bfrom\b|[\s\S]/g)) {
    const [token] = piece
    if (depth === 0 && (token === ')' || token === ';' || token === 'from')) break
    if (token === '(' || token === '[') depth += 1
    if (token === ')' || token === ']') depth -= 1
    if (depth === 0 && token === ',') found.push('')
    else found[found.length - 1] += token
  }
  return found
}
