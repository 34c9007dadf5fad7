/**
 * `node scripts/take-pictures.ts [name …]`: starts the demo on an empty folder, and writes what scripts/pictures.ts lists, or some of it, to docs/pictures.
 * Pages as they are now, so that no picture shows what is not there any more.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp, { type OverlayOptions } from 'sharp'
import { demoAccounts, demoPassword } from '../src/kernel/public-demo.ts'
import { launchChromium } from '../test/support/chromium.ts'
import { campaignTitle, type Picture, phone, pictures, strip } from './pictures.ts'
import { ROOT } from './sources.ts'

const [operator, seller, buyer] = demoAccounts as [string, string, string]
const accounts = { operator, seller, buyer }

/** How wide a picture becomes: of phones 1.5 pixels for each of CSS. */
const scale = 1.5
const deskWidth = 1280

/** Pages show their address. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function startDemo(folder: string): Promise<{ node: ChildProcess; url: string }> {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    PORT: String(await freePort()),
    SAMBATAN_DATA_DIR: join(folder, 'data'),
    LOG_LEVEL: 'error',
  }
  const node = spawn(process.execPath, ['src/main.ts'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] })
  let told = ''
  for await (const chunk of node.stdout.setEncoding('utf8')) {
    told += chunk
    const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(told) ?? []
    if (url !== undefined) return { node, url }
  }
  throw new Error(`The demo did not start: ${told}`)
}

type Shown = Omit<Picture, 'name'>

async function open(browser: Browser, url: string, shown: Shown): Promise<Page> {
  const { width = phone.width, height = phone.height } = shown
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    deviceScaleFactor: scale,
    colorScheme: shown.dark ? 'dark' : 'light',
    locale: shown.language === 'en' ? 'en-GB' : 'id-ID',
    timezoneId: 'Asia/Jakarta',
    // Nothing is half on its way.
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await context.addCookies([{ name: 'sambatan_language', value: shown.language, url }])
  if (shown.as !== 'nobody') {
    const signedIn = await page.request.post('/api/sambatan/auth/sign-in', {
      headers: { origin: url },
      data: { email: accounts[shown.as], password: demoPassword },
    })
    if (!signedIn.ok()) throw new Error(`${shown.as} cannot sign in: ${await signedIn.text()}`)
  }
  await goTo(page, shown.path.replace('{campaign}', await campaignPath(page)))
  if (shown.follow !== undefined) {
    const links = (await page.evaluate(`[...document.links].map((one) => one.getAttribute('href') ?? '')`)) as string[]
    const link = links.find((one) => new RegExp(shown.follow!).test(one))
    if (link === undefined) throw new Error(`${shown.path} has no link like ${shown.follow}: ${links.join(' ')}`)
    await goTo(page, link.split('#')[0]!)
  }
  if (shown.press !== undefined) {
    await page.getByRole('button', { name: shown.press }).click()
    await page.waitForLoadState('networkidle')
  }
  return page
}

async function campaignPath(page: Page): Promise<string> {
  const answer = await page.request.get('/api/sambatan/campaigns?limit=100')
  const campaigns = (await answer.json()) as { title: string; slug: string }[]
  const found = campaigns.find(({ title }) => title === campaignTitle)
  if (found === undefined) throw new Error(`The demo has no campaign ${campaignTitle}`)
  return `/c/${found.slug}`
}

async function goTo(page: Page, path: string): Promise<void> {
  // Twice: a face that comes late is not swapped in, and the second time it is there.
  await page.goto(path, { waitUntil: 'load' })
  await page.evaluate('document.fonts.ready.then(() => undefined)')
  const answer = await page.goto(path, { waitUntil: 'load' })
  if (!answer?.ok()) throw new Error(`${path} answers ${answer?.status()}`)
  await page.evaluate('document.fonts.ready.then(() => undefined)')
}

async function shoot(browser: Browser, url: string, shown: Shown): Promise<Buffer> {
  const page = await open(browser, url, shown)
  try {
    return await page.screenshot()
  } finally {
    await page.context().close()
  }
}

const fileOf = (name: string) => join(ROOT, 'docs/pictures', `${name}.webp`)

async function take(browser: Browser, url: string, { name, ...shown }: Picture): Promise<void> {
  const picture = sharp(await shoot(browser, url, shown))
  if (shown.width !== undefined) picture.resize({ width: deskWidth })
  await picture.webp({ quality: 78 }).toFile(fileOf(name))
}

async function takeStrip(browser: Browser, url: string): Promise<void> {
  const gap = 24
  const width = phone.width * scale
  const height = phone.height * scale
  const shots: OverlayOptions[] = []
  for (const [i, shown] of strip.of.entries()) {
    shots.push({ input: await shoot(browser, url, shown), left: i * (width + gap), top: 0 })
  }
  await sharp({
    create: {
      width: strip.of.length * (width + gap) - gap,
      height,
      channels: 4,
      background: { r: 0, g: 0, b: 0, alpha: 0 },
    },
  })
    .composite(shots)
    .webp({ quality: 78 })
    .toFile(fileOf(strip.name))
}

const wanted = process.argv.slice(2)
const isWanted = (name: string) => wanted.length === 0 || wanted.includes(name)
const folder = mkdtempSync(join(tmpdir(), 'sambatan-pictures-'))
let node: ChildProcess | undefined
try {
  const demo = await startDemo(folder)
  node = demo.node
  const browser = await launchChromium(join(folder, 'chromium'))
  for (const picture of pictures) if (isWanted(picture.name)) await take(browser, demo.url, picture)
  if (isWanted(strip.name)) await takeStrip(browser, demo.url)
  await browser.close()
} finally {
  if (node?.exitCode === null) {
    node.kill('SIGTERM')
    await once(node, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
}
