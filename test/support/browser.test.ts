import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { accessibilityViolations, complaintsOf, screenshot, testBrowser } from './browser.ts'

const browser = testBrowser()
const folder = mkdtempSync(join(tmpdir(), 'sambatan-test-chromium-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('shows a page as wide, as dark and in the language that was asked for', async () => {
  const page = await browser.newPage({ width: 280, height: 500, dark: true, language: 'en' })
  await page.setContent('<html lang="en"><title>A page</title><main><h1>Halo</h1></main></html>')
  const seen = await page.evaluate(`({
    width: innerWidth,
    dark: matchMedia('(prefers-color-scheme: dark)').matches,
    language: navigator.language,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  })`)
  expect(seen).toEqual({ width: 280, dark: true, language: 'en-GB', zone: 'Asia/Jakarta' })
  expect(statSync(await screenshot(page, 'browser')).size).toBeGreaterThan(1000)
  expect(await accessibilityViolations(page)).toEqual([])
  expect(complaintsOf(page)).toEqual([])
})

it('tells what is wrong with a page', async () => {
  const page = await browser.newPage()
  await page.setContent('<main><h1>x</h1><img src="data:,"></main><script>throw new Error("broken")</script>')
  expect(complaintsOf(page)).toEqual(['Error: broken'])
  expect((await accessibilityViolations(page)).map((violation) => violation.split(':')[0])).toContain('image-alt')
})

it('runs no script where that was asked for', async () => {
  const page = await browser.newPage({ javaScript: false })
  await page.setContent('<h1>still</h1><script>document.querySelector("h1").textContent = "moved"</script>')
  expect(await page.textContent('h1')).toBe('still')
})

it('is unpacked once by processes that want it at the same moment, and whole for each of them', async () => {
  const script = `
    import { launchChromium } from ${JSON.stringify(new URL('chromium.ts', import.meta.url).href)}
    const browser = await launchChromium(process.argv[1])
    console.log(browser.version())
    await browser.close()`
  const versions = await Promise.all(
    [1, 2, 3].map(async () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
        cwd: fileURLToPath(new URL('../..', import.meta.url)),
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const output: string[] = []
      child.stdout.on('data', (chunk) => output.push(String(chunk)))
      await once(child, 'close')
      return output.join('').trim()
    }),
  )
  expect(versions).toEqual(Array(3).fill(expect.stringMatching(/^\d+\./)))
  expect(readdirSync(folder).sort()).toEqual(['fonts-cache', 'home', 'ready', 'tmp', 'unpacking'])
}, 120_000)
