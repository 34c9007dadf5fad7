/** Words are in the catalogues, in both languages, and nowhere else. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { statusWord } from '../../src/kernel/status-words.ts'

const web = fileURLToPath(new URL('../../web/', import.meta.url))
const languages = ['id', 'en'] as const
const areas = readdirSync(join(web, 'messages/id')).sort()

type Message = string | [{ match: Record<string, string> }]
type Catalogue = Record<string, Message>

function catalogue(language: string): Catalogue {
  const merged: Catalogue = {}
  for (const area of areas) {
    const messages = JSON.parse(readFileSync(join(web, 'messages', language, area), 'utf8')) as Catalogue
    for (const [key, message] of Object.entries(messages)) {
      expect(merged, `${key} is in two catalogues of ${language}`).not.toHaveProperty(key)
      merged[key] = message
    }
  }
  return merged
}

const variants = (message: Message): string[] =>
  typeof message === 'string' ? [message] : Object.values(message[0].match)
const placeholders = (message: Message) =>
  [...new Set(variants(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!)))].sort()

const sources = readdirSync(join(web, 'app'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('paraglide'))
  .map((file) => ({ file, code: readFileSync(join(web, 'app', file), 'utf8') }))

describe('the message catalogues', () => {
  const [id, en] = [catalogue('id'), catalogue('en')]

  it('are compiled in all their areas', () => {
    const settings = JSON.parse(readFileSync(join(web, 'project.inlang/settings.json'), 'utf8'))
    const patterns: string[] = settings['plugin.inlang.messageFormat'].pathPattern
    expect(patterns.map((pattern) => basename(pattern)).sort()).toEqual(areas)
    for (const language of languages) expect(readdirSync(join(web, 'messages', language)).sort()).toEqual(areas)
  })

  it('say the same things in Indonesian and in English', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(id).sort())
    const uneven = Object.keys(id).filter((key) => String(placeholders(id[key]!)) !== String(placeholders(en[key]!)))
    expect(uneven).toEqual([])
    const empty = Object.entries({ ...id, ...en }).filter(([, message]) =>
      variants(message).some((text) => !text.trim()),
    )
    expect(empty).toEqual([])
  })

  it('call an order that is over without goods as files do, and say nowhere that money came back by itself', () => {
    expect(String(id.part_refunded).toLowerCase()).toBe(statusWord('refunded', 'id'))
    expect(String(en.part_refunded).toLowerCase()).toBe(statusWord('refunded', 'en'))
    const byItself =
      /\b(?:gets? (?:all )?(?:their|your) money|all your money back|money (?:comes|goes)|(?:uang|dana)(?:nya|mu)? kembali)\b/i
    const said = [id, en].flatMap((all) => Object.values(all).flatMap(variants)).filter((text) => byItself.test(text))
    expect(said).toEqual([])
  })

  it('count one of a thing as one, in English', () => {
    const things =
      'slots|days|hours|minutes|seconds|people|buyers|sellers|orders|rows|runs|campaigns|participations|participants|reservations|photos|events|keys|sessions|requests|things|buyers'
    const many = new RegExp(`\\{\\w+\\}(?: [a-z]+)? (?:${things})\\b`)
    const said = Object.entries(en).flatMap(([key, message]) =>
      (typeof message === 'string' ? [['', message]] : Object.entries(message[0].match))
        .filter(([variant, text]) => variant !== 'plural=other' && many.test(text!))
        .map(([, text]) => `${key}: ${text}`),
    )
    expect(said.length, said.join('\n')).toBe(0)
    expect(many.test('{taken} of {total} slots taken'), 'it is found where it is said').toBe(true)
  })

  it('hold nothing that no page says, and everything that one does', () => {
    const code = sources.map((source) => source.code).join('\n')
    const used = new Set([...code.matchAll(/\bm\.(\w+)/g)].map((match) => match[1]!))
    // Families of keys that are looked up by a code of the API: m[`prefix_${code}`].
    const families = [...code.matchAll(/\bm\[\s*`(\w+)_\$\{/g)].map((match) => `${match[1]}_`)
    const unused = Object.keys(id).filter((key) => !used.has(key) && !families.some((family) => key.startsWith(family)))
    expect(unused).toEqual([])
    expect([...used].filter((key) => !(key in id))).toEqual([])
  })
})

interface Node {
  type: string
  start: number
  [key: string]: unknown
}

const spoken =
  /^(alt|title|placeholder|label|hint|error|words|caption|legend|detail|description|aria-(label|description|valuetext|roledescription))$/
const hasWords = (text: unknown) => typeof text === 'string' && /\p{L}{2,}/u.test(text)

/** What people would read of a file, where it stands as text in the code. */
function literals(file: string, code: string): string[] {
  const { program, errors } = parseSync(file, code)
  expect(errors, file).toEqual([])
  const found: string[] = []
  const add = (node: Node, text: unknown) => {
    if (hasWords(text)) found.push(`${file}:${code.slice(0, node.start).split('\n').length} ${String(text).trim()}`)
  }
  visit(program as unknown as Node, (node) => {
    if (node.type === 'JSXText') add(node, node.value)
    if (node.type === 'JSXExpressionContainer') {
      const inner = node.expression as Node
      const isChild = (node as { isChild?: boolean }).isChild
      if (isChild && inner.type === 'Literal') add(inner, inner.value)
      if (isChild && inner.type === 'TemplateLiteral')
        for (const quasi of inner.quasis as Node[]) add(quasi, (quasi.value as { cooked: string }).cooked)
    }
    if (node.type === 'JSXAttribute' && spoken.test(String((node.name as { name: unknown }).name))) {
      const value = node.value as Node | null
      const literal = value?.type === 'JSXExpressionContainer' ? (value.expression as Node) : value
      if (literal?.type === 'Literal') add(literal, literal.value)
    }
    if (node.type === 'Property' && (node.key as { name?: string }).name === 'title')
      add(node, (node.value as Node).value)
  })
  return found
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node)
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (child === null || typeof child !== 'object' || typeof (child as Node).type !== 'string') continue
      if (node.type === 'JSXElement' || node.type === 'JSXFragment') (child as { isChild?: boolean }).isChild = true
      visit(child as Node, see)
    }
  }
}

describe('words in the code of the pages', () => {
  it('are found where there are some (or the next test proves nothing)', () => {
    const code = `export const A = () => <p title="Two words">Hello there{'and more'}<img alt="A picture" /></p>`
    expect(literals('a.tsx', code)).toHaveLength(4)
  })

  it('do not exist: all come from the catalogues', () => {
    const tsx = sources.filter(({ file }) => file.endsWith('.tsx'))
    expect(tsx.length).toBeGreaterThan(10)
    expect(tsx.flatMap(({ file, code }) => literals(file, code))).toEqual([])
  })

  it('are not in the scripts either', () => {
    // Scripts get their words from the page; what they write themselves would have one language.
    const scripts = sources.filter(({ file }) => file.startsWith('elements/'))
    const written = scripts.flatMap(({ file, code }) =>
      [...code.matchAll(/(?:textContent|innerText|innerHTML|ariaLabel)\s*=\s*['"`]([^'"`]*)/g)]
        .filter((match) => hasWords(match[1]!.replace(/\$\{[^}]*\}/g, '')))
        .map((match) => `${file}: ${match[1]}`),
    )
    expect(scripts.length).toBeGreaterThan(3)
    expect(written).toEqual([])
  })
})
