/**
 * As much of Go's text/template as the chart for Kubernetes uses, since there is no Helm in npm: actions, pipelines, variables, `if`,
 * `with`, `range`, `define`, and a few functions of Sprig's and Helm's. Whatever else stands in a template throws.
 * @see https://pkg.go.dev/text/template
 */
import { stringify } from 'yaml'

type Value = unknown
type Fields = Record<string, Value>
/** What a part of a template sees: `.`, and its variables above those of what it stands in. */
interface Scope {
  dot: Value
  variables: Fields
}
type Part = (scope: Scope) => string
type Operand = (scope: Scope) => Value

export class Templates {
  readonly #defined = new Map<string, Part>()

  /** Reads a file: what it defines is known to all that are rendered afterwards. */
  read(text: string): Part {
    const tokens = tokensOf(text)
    const part = this.#parts(tokens)
    if (tokens.length > 0) throw new Error(`there is nothing to end: ${tokens[0]!.text}`)
    return part
  }

  render(part: Part, data: Value): string {
    return part({ dot: data, variables: { $: data } })
  }

  /** Until the `end` or `else` of what they stand in, which is left. */
  #parts(tokens: Token[]): Part {
    const parts: Part[] = []
    for (;;) {
      const token = tokens[0]
      if (token === undefined || (token.isAction && /^(end|else)\b/.test(token.text))) break
      tokens.shift()
      parts.push(token.isAction ? this.#action(token.text, tokens) : () => token.text)
    }
    return (scope) => parts.map((part) => part(scope)).join('')
  }

  #action(text: string, tokens: Token[]): Part {
    const [, word = '', rest = ''] = /^(if|with|range|define)\b\s*([\s\S]*)$/.exec(text) ?? []
    if (word === 'define') {
      const name = JSON.parse(rest) as string
      this.#defined.set(name, this.#block(tokens).body)
      return () => ''
    }
    if (word !== '') return this.#control(word as 'if' | 'with' | 'range', rest, this.#block(tokens))
    const [, variable, assigned] = /^(\$\w+)\s*:=\s*([\s\S]*)$/.exec(text) ?? []
    const value = this.#pipeline(assigned ?? text)
    if (variable === undefined) return (scope) => String(value(scope) ?? '')
    return (scope) => {
      scope.variables[variable] = value(scope)
      return ''
    }
  }

  #block(tokens: Token[]): { body: Part; otherwise: Part } {
    const body = this.#parts(tokens)
    let otherwise: Part = () => ''
    const next = tokens.shift()?.text
    if (next === 'else') {
      otherwise = this.#parts(tokens)
      if (tokens.shift()?.text !== 'end') throw new Error('an else without its end')
    } else if (next !== 'end') throw new Error(`expected an end, not ${next}`)
    return { body, otherwise }
  }

  #control(word: 'if' | 'with' | 'range', text: string, { body, otherwise }: { body: Part; otherwise: Part }): Part {
    const [, names = '', rest = text] = /^((?:\$\w+\s*,\s*)?\$\w+)\s*:=\s*([\s\S]*)$/.exec(text) ?? []
    const value = this.#pipeline(rest)
    const [first, second] = names.split(/\s*,\s*/)
    const [key, element] = second === undefined ? [undefined, first] : [first, second]
    return (scope) => {
      const inner = (dot: Value) => ({ dot, variables: Object.create(scope.variables) as Fields })
      const found = value(scope)
      if (isEmpty(found)) return otherwise(inner(scope.dot))
      if (word !== 'range') return body(inner(word === 'with' ? found : scope.dot))
      const entries: [Value, Value][] = Array.isArray(found) ? [...found.entries()] : sortedEntries(found as Fields)
      const rendered = entries.map(([name, each]) => {
        const one = inner(each)
        if (key) one.variables[key] = name
        if (element) one.variables[element] = each
        return body(one)
      })
      return rendered.join('')
    }
  }

  #pipeline(text: string): Operand {
    const words = text.match(/"(?:[^"\\]|\\.)*"|[()|]|[^\s()|]+/g) ?? []
    const value = this.#commands(words)
    if (words.length > 0) throw new Error(`not understood: ${text}`)
    return value
  }

  /** Up to a bracket that was opened before: what stands before a bar is the last argument of what stands after it. */
  #commands(words: string[]): Operand {
    let value: Operand | undefined
    do {
      const [called, ...operands] = this.#operands(words)
      const before = value
      const given = before === undefined ? operands : [...operands, before]
      value = (scope) =>
        called!(
          scope,
          given.map((operand) => operand(scope)),
        )
    } while (words[0] === '|' && words.shift())
    return value
  }

  #operands(words: string[]): [(scope: Scope, given: Value[]) => Value, ...Operand[]] {
    const name = /^[a-zA-Z]\w*$/.test(words[0] ?? '') ? words.shift()! : undefined
    const operands: Operand[] = []
    while (words.length > 0 && words[0] !== '|' && words[0] !== ')') operands.push(this.#operand(words))
    if (name !== undefined) return [(_scope, given) => this.#call(name, given), ...operands]
    const [only, ...more] = operands
    if (only === undefined || more.length > 0) throw new Error('expected one value')
    return [(scope) => only(scope)]
  }

  #operand(words: string[]): Operand {
    const word = words.shift()!
    if (word === '(') {
      const inner = this.#commands(words)
      if (words.shift() !== ')') throw new Error('a bracket that is not closed')
      const path = words[0]?.startsWith('.') ? words.shift()! : ''
      return (scope) => fieldOf(inner(scope), path)
    }
    if (word.startsWith('"') || /^\d+$/.test(word)) return () => JSON.parse(word) as Value
    const [, variable, path] = /^(\$\w*)?((?:\.\w+)*|\.)$/.exec(word) ?? []
    if (path === undefined) throw new Error(`not understood: ${word}`)
    if (variable === undefined) return ({ dot }) => fieldOf(dot, path)
    return ({ variables }) => {
      if (!(variable in variables)) throw new Error(`there is no ${variable}`)
      return fieldOf(variables[variable], path)
    }
  }

  #call(name: string, given: Value[]): Value {
    if (name === 'include') {
      const [part, dot] = given
      const defined = this.#defined.get(part as string)
      if (defined === undefined) throw new Error(`there is no ${part}`)
      return this.render(defined, dot)
    }
    const called = functions[name]
    if (called === undefined) throw new Error(`there is no function ${name}`)
    return called(...(given as never[]))
  }
}

/** What a template hands over is known only when it is rendered; each says what it takes it for. */
const functions: Record<string, (...given: never[]) => Value> = {
  and: (...given: Value[]) => given.find(isEmpty) ?? given.at(-1),
  default: (fallback: Value, value: Value) => (isEmpty(value) ? fallback : value),
  eq: (one: Value, other: Value) => one === other,
  fail: (reason: string) => {
    throw new Error(reason)
  },
  get: (fields: Fields, name: string) => fields[name] ?? '',
  list: (...given: Value[]) => given,
  nindent: (by: number, text: string) => `\n${text}`.replaceAll('\n', `\n${' '.repeat(by)}`),
  not: (value: Value) => isEmpty(value),
  or: (...given: Value[]) => given.find((value) => !isEmpty(value)) ?? given.at(-1),
  quote: (value: Value) => JSON.stringify(String(value)),
  sortAlpha: (list: string[]) => [...list].sort(),
  ternary: (yes: Value, no: Value, value: boolean) => (value ? yes : no),
  toYaml: (value: Value) => stringify(value).trimEnd(),
  uniq: (list: Value[]) => [...new Set(list)],
  urlParse: (text: string) => ({ hostname: new URL(text).hostname }),
  values: (fields: Fields) => Object.values(fields),
}

interface Token {
  isAction: boolean
  text: string
}

/** Text and actions by turns, without comments and without the space that `{{-` and `-}}` take away. */
function tokensOf(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  let trims = false
  const add = (piece: string, trimsEnd: boolean) => {
    const begun = trims ? piece.trimStart() : piece
    tokens.push({ isAction: false, text: trimsEnd ? begun.trimEnd() : begun })
  }
  for (const found of text.matchAll(/\{\{(-\s)?\s*([\s\S]*?)\s*(\s-)?\}\}/g)) {
    add(text.slice(at, found.index), found[1] !== undefined)
    at = found.index + found[0].length
    trims = found[3] !== undefined
    if (!found[2]!.startsWith('/*')) tokens.push({ isAction: true, text: found[2]! })
  }
  add(text.slice(at), false)
  return tokens
}

function fieldOf(value: Value, path: string): Value {
  return path
    .split('.')
    .filter((name) => name !== '')
    .reduce<Value>((at, name) => (at as Fields | undefined)?.[name], value)
}

function isEmpty(value: Value): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0
  return !value
}

function sortedEntries(fields: Fields): [string, Value][] {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))
}
