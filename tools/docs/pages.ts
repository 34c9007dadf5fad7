/** The pages of the documentation, and what they lead to: for the site, and for test/docs.test.ts, which holds them to it. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

export const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** Beside all of `docs`. */
const besides = [
  ...['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md'],
  ...['packages/client/README.md', 'packages/widget/README.md', 'bench/README.md'],
]

/** Their paths in the checkout, which are their addresses in the site as well, so that a link means the same in both. */
export function listPages(): string[] {
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
  return [...besides, ...docs.filter((file) => file.endsWith('.md')).map((file) => posix.join('docs', file))].sort()
}

export function readPage(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8')
}

/** What a page leads to or shows, where that is ours. */
export interface Target {
  /** In the checkout; the page itself where only an anchor is named. */
  path: string
  anchor: string | undefined
  isPicture: boolean
}

export function targetsOf(page: string, markdown: string): Target[] {
  const text = withoutBlocks(markdown).replace(/`[^`\n]*`/g, '')
  const links = text.matchAll(/(!?)\[(?:[^[\]]|\[[^\]]*\])*\]\(([^()\s]+)\)/g)
  return [...links].flatMap(([, mark, address]) => {
    if (/^([a-z][a-z\d+.-]*:|\/)/i.test(address!)) return []
    const [path, anchor] = address!.split('#')
    const resolved = path === '' ? page : posix.join(dirname(page), decodeURI(path!))
    return [{ path: resolved, anchor, isPicture: mark === '!' }]
  })
}

/** What a link may name behind `#`. */
export function anchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>()
  for (const [, heading] of withoutBlocks(markdown).matchAll(/^#{1,6} (.+)$/gm)) {
    const slug = slugOf(heading!)
    let unique = slug
    for (let n = 1; anchors.has(unique); n++) unique = `${slug}-${n}`
    anchors.add(unique)
  }
  return anchors
}

/** As the pages of repositories make them, so that a link holds there and here. */
export function slugOf(heading: string): string {
  const words = heading.trim().replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-')
}

/** The first heading. */
export function titleOf(markdown: string): string {
  const [, title] = /^# (.+)$/m.exec(withoutBlocks(markdown)) ?? []
  if (title === undefined) throw new Error(`A page has no title: ${markdown.slice(0, 80)}`)
  return title.replaceAll('`', '')
}

function withoutBlocks(markdown: string): string {
  return markdown.replace(/^( *)(```+).*\n[\s\S]*?^\1\2 *$/gm, '')
}
