/**
 * A real browser for tests of pages: one Chromium for the files of a process, a fresh profile for each page. It reaches nothing
 * but this machine, and asks for Jakarta's time, so that what is seen does not depend on where the tests run.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, inject } from 'vitest'
import { launchChromium } from './chromium.ts'

export type { Page } from 'playwright-core'

/** Screenshots; git ignores it. */
export const artifacts = fileURLToPath(new URL('../../test-artifacts', import.meta.url))

export interface PageOptions {
  /** In CSS pixels; default 360, a common phone. */
  width?: number
  /** Default 800. */
  height?: number
  dark?: boolean
  /** What the browser asks for; default Indonesian. */
  language?: 'id' | 'en'
  /** Default true. */
  javaScript?: boolean
  /** Physical pixels per CSS pixel, for pictures to look at closely; default 1. */
  scale?: number
  /** `prefers-reduced-motion`; default false. */
  stillness?: boolean
  /** Sent with every request. */
  headers?: Record<string, string>
}

export interface TestBrowser {
  /** A page of its own profile, which closes with it: no cookie, no storage of another. Closed after the file's tests, if not before. */
  newPage(options?: PageOptions): Promise<Page>
}

/** One for all files of tests of a process, which ends with it; what is opened in it is a file's own. */
let shared: Promise<Browser> | undefined

/** To be called once at the top of a test file. */
export function testBrowser(): TestBrowser {
  let browser: Browser | undefined
  beforeAll(async () => {
    shared ??= launchChromium(inject('browserDir'))
    browser = await shared
  }, 120_000)
  afterAll(async () => {
    for (const context of browser?.contexts() ?? []) await context.close()
  })
  return {
    newPage(options = {}) {
      if (browser === undefined) throw new Error('the browser runs only inside of tests and hooks')
      return newPage(browser, options)
    },
  }
}

async function newPage(browser: Browser, options: PageOptions): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 360, height: options.height ?? 800 },
    deviceScaleFactor: options.scale ?? 1,
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: options.stillness ? 'reduce' : 'no-preference',
    locale: options.language === 'en' ? 'en-GB' : 'id-ID',
    timezoneId: 'Asia/Jakarta',
    javaScriptEnabled: options.javaScript ?? true,
    extraHTTPHeaders: options.headers,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  // With its profile, for nobody else uses that; and a page that is closed by itself just as it leaves for another one is
  // at times never said to be closed (under load one in eight).
  page.close = () => context.close()
  const seen: string[] = []
  complaints.set(page, seen)
  page.on('pageerror', (error) => seen.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') seen.push(message.text())
  })
  return page
}

const complaints = new WeakMap<Page, string[]>()

/** What went wrong in a page so far: uncaught errors, and what the browser warned of (a policy that was broken, say). */
export function complaintsOf(page: Page): string[] {
  return complaints.get(page) ?? []
}

/** Keeps a picture of the page, or of one element, as `test-artifacts/<name>.png`, and gives its path. */
export async function screenshot(page: Page, name: string, selector?: string): Promise<string> {
  const path = join(artifacts, `${name}.png`)
  mkdirSync(dirname(path), { recursive: true })
  if (selector === undefined) await page.screenshot({ path, fullPage: true })
  else await page.locator(selector).first().screenshot({ path })
  return path
}

/** The same for people to look at, where they ask for it (`TEST_PICTURES=on`): nothing is proved by it, and each takes its time. */
export async function keepPicture(page: Page, name: string, selector?: string): Promise<void> {
  if (process.env.TEST_PICTURES === 'on') await screenshot(page, name, selector)
}

/** The smaller of the two that the package has: every page that is looked at reads it anew, in half the time. */
const axeSource = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

const axeOptions: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // What is well is only counted: to name each of its elements takes most of the time.
  resultTypes: ['violations'],
  // What is in a frame is a page that is looked at on its own.
  iframes: false,
}

/** What axe finds wrong with a page by WCAG 2.2 AA, as `rule: selector`; empty when all is well. */
export async function accessibilityViolations(page: Page, selector?: string): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axeSource)
  const within = selector === undefined ? 'document' : JSON.stringify(selector)
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${within}, ${JSON.stringify(axeOptions)})`)
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  )
}
