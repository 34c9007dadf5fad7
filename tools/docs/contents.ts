/** How the site is found through: what stands beside every page. A page of a folder that nobody has named comes after those that are. */

interface Group {
  text: string
  /** In this order. */
  pages: string[]
  /** Whose other pages come after them. */
  folder?: string
  collapsed?: boolean
}

const guides = 'docs/guides/'

const groups: Group[] = [
  { text: 'Start', pages: ['README.md', 'docs/operations/install.md'] },
  {
    text: 'Using it',
    pages: ['buying', 'selling', 'operating', 'money', 'pricing', 'waiting'].map((name) => `${guides}${name}.md`),
  },
  {
    text: 'Building on it',
    pages: [
      `${guides}inside-your-marketplace.md`,
      ...['packages/client/README.md', 'packages/widget/README.md'],
      ...['webhooks', 'events', 'push'].map((name) => `${guides}${name}.md`),
    ],
    folder: guides,
  },
  { text: 'API', pages: ['api/index.md'], folder: 'api/', collapsed: true },
  {
    text: 'Running it',
    pages: ['backup', 'upgrading', 'mail', 'whatsapp', 'monitoring', 'scaling', 'security', 'demo'].map(
      (name) => `docs/operations/${name}.md`,
    ),
    folder: 'docs/operations/',
  },
  {
    text: 'Working on it',
    pages: [
      ...['ARCHITECTURE.md', 'CONTRIBUTING.md', 'docs/invariants.md', 'docs/design.md', 'bench/README.md'],
      ...['SECURITY.md', 'CHANGELOG.md', 'docs/decisions/README.md'],
    ],
  },
  { text: 'All decisions', pages: [], folder: 'docs/decisions/', collapsed: true },
]

/** What reads better in a list than the page's own title. */
const names: Record<string, string> = {
  'README.md': 'What it is, and trying it',
  'docs/operations/install.md': 'From a bare server to a first campaign',
  'api/index.md': 'About the API',
  'docs/decisions/README.md': 'Decisions',
}

export interface SidebarGroup {
  text: string
  collapsed: boolean
  items: { text: string; link: string }[]
}

/**
 * @param titles of all pages but the first one, by their path
 * @throws Error where a page would be in no group
 */
export function sidebarOf(titles: Map<string, string>): SidebarGroup[] {
  const named = new Set(groups.flatMap(({ pages }) => pages))
  const others = [...titles.keys()].filter((page) => !named.has(page)).sort()
  const missing = [...named].filter((page) => !titles.has(page))
  if (missing.length > 0) throw new Error(`Named in tools/docs/contents.ts and not there: ${missing.join(', ')}`)
  const placed = groups.map(({ text, pages, folder, collapsed = false }) => {
    const also = folder === undefined ? [] : others.filter((page) => page.startsWith(folder))
    const items = [...pages, ...also].map((page) => ({ text: names[page] ?? titles.get(page)!, link: `/${page}` }))
    return { text, collapsed, items }
  })
  const lost = others.filter((page) => !groups.some(({ folder }) => folder !== undefined && page.startsWith(folder)))
  if (lost.length > 0) throw new Error(`In no group of tools/docs/contents.ts: ${lost.join(', ')}`)
  return placed
}

export const navigation = [
  { text: 'Install', link: '/docs/operations/install.md' },
  { text: 'Guides', link: '/docs/guides/buying.md', activeMatch: '/docs/guides/' },
  { text: 'API', link: '/api/', activeMatch: '/api/' },
  { text: 'Develop', link: '/ARCHITECTURE.md', activeMatch: '/(ARCHITECTURE|CONTRIBUTING|docs/decisions)' },
]
