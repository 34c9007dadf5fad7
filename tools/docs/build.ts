/**
 * `npm run docs` builds the documentation as a site into tools/docs/site, with a search that asks nobody; `npm run docs -- --serve` shows it.
 * DOCS_BASE is the path that it will have, as `/sambatan/`; without it, `/`. Fails where a link leads nowhere.
 */
import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { OpenApiDocument } from '../../src/http/openapi.ts'
import { apiPages } from './api-pages.ts'
import { sidebarOf } from './contents.ts'
import { listPages, ROOT, readPage, targetsOf, titleOf } from './pages.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
const staged = join(here, 'pages')

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Its own dependencies, which nothing else needs. */
function install(): void {
  const installed = join(here, 'node_modules/.package-lock.json')
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(here, 'package-lock.json')).mtimeMs) return
  say('Installing what builds the site (once) ...')
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: here, stdio: 'inherit' })
}

function write(path: string, text: string): void {
  const file = join(staged, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

function copy(from: string, to: string): void {
  mkdirSync(dirname(join(staged, to)), { recursive: true })
  copyFileSync(join(ROOT, from), join(staged, to))
}

/** All pages where the generator looks for them, with the pictures and files that they lead to. */
function stage(): void {
  rmSync(staged, { recursive: true, force: true })
  const pages = new Map(listPages().map((page) => [page, readPage(page)]))
  for (const [page, text] of pages) {
    // Remarks for whoever edits the file.
    write(page, text.replace(/<!--[\s\S]*?-->\n*/g, ''))
    for (const { path, isPicture } of targetsOf(page, text)) {
      if (!pages.has(path)) copy(path, isPicture ? path : join('public', path))
    }
  }
  const reference = apiPages(JSON.parse(readFileSync(join(ROOT, 'openapi.json'), 'utf8')) as OpenApiDocument)
  for (const [page, text] of reference) write(page, text)
  copyFileSync(join(here, 'index.md'), join(staged, 'index.md'))
  for (const picture of ['docs/pictures/campaign.webp', 'docs/pictures/campaign-dark.webp', 'web/public/favicon.svg']) {
    copy(picture, join('public', picture))
  }
  const titles = new Map([...pages, ...reference].map(([page, text]) => [page, titleOf(text)]))
  write('sidebar.json', JSON.stringify(sidebarOf(titles)))
}

function generator(...args: string[]): void {
  execFileSync(process.execPath, [join(here, 'node_modules/vitepress/bin/vitepress.js'), ...args], { stdio: 'inherit' })
}

install()
stage()
generator('build', here)
if (process.argv.includes('--serve')) generator('preview', here)
else say('The site is in tools/docs/site; any server of files can serve it, and `npm run docs -- --serve` does.')
