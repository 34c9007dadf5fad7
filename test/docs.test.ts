/** The documentation: every link leads somewhere, every picture is one that a script takes, and every page can be found. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pictures, strip } from '../scripts/pictures.ts'
import { sidebarOf } from '../tools/docs/contents.ts'
import { anchorsOf, listPages, ROOT, readPage, slugOf, targetsOf, titleOf } from '../tools/docs/pages.ts'

const pages = new Map(listPages().map((page) => [page, readPage(page)]))
const targets = [...pages].flatMap(([page, text]) => targetsOf(page, text).map((target) => ({ page, ...target })))

describe('the documentation', () => {
  it('links to what is there, to the headings of a page as well', () => {
    expect(targets.length).toBeGreaterThan(200)
    const dead = targets.filter(({ path, anchor }) => {
      if (!existsSync(join(ROOT, path))) return true
      return anchor !== undefined && pages.has(path) && !anchorsOf(pages.get(path)!).has(anchor)
    })
    expect(dead.map(({ page, path, anchor }) => `${page}: ${path}${anchor === undefined ? '' : `#${anchor}`}`)).toEqual(
      [],
    )
  })

  it('shows pictures that scripts make of what is there, and keeps no others', () => {
    const made = [...pictures.map(({ name }) => name), strip.name]
    const files = made.map((name) => `docs/pictures/${name}.webp`)
    const shown = targets.filter(({ isPicture }) => isPicture).map(({ path }) => path)
    // The chart is written by the benchmark that it is about.
    expect(shown.filter((path) => !files.includes(path) && path !== 'bench/hot-campaign.svg')).toEqual([])
    expect(readdirSync(join(ROOT, 'docs/pictures')).sort(), 'node scripts/take-pictures.ts').toEqual(
      made.map((name) => `${name}.webp`).sort(),
    )
    for (const file of files) expect(statSync(join(ROOT, file)).size, file).toBeLessThan(150_000)
  })

  it('is found through by a list that has every page', () => {
    const api = ['api/index.md', 'api/money.md']
    const titles = new Map(
      [...pages.keys(), ...api].map((page) => [page, pages.has(page) ? titleOf(pages.get(page)!) : page]),
    )
    const listed = sidebarOf(titles).flatMap(({ items }) => items.map(({ link }) => link.slice(1)))
    expect(listed.toSorted()).toEqual([...titles.keys()].sort())
    expect(() => sidebarOf(new Map([...titles, ['docs/lost.md', 'Lost']]))).toThrow('docs/lost.md')
  })

  it('names headings as repositories do', () => {
    expect(slugOf("What's *new*, in `sambatan config`?")).toBe('whats-new-in-sambatan-config')
    expect(anchorsOf('# One\n\n## Two\n\n```\n# not\n```\n\n## Two')).toEqual(new Set(['one', 'two', 'two-1']))
  })
})
