/** The words of pages are in the catalogues (test/messages.test.ts) and nowhere else. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'

const web = fileURLToPath(new URL('../../web/', import.meta.url))
const sources = readdirSync(join(web, 'app'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('paraglide'))
  .map((file) => ({ file, code: readFileSync(join(web, 'app', file), 'utf8') }))

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
