/**
 * The Chromium that comes as the npm package @sparticuz/chromium, unpacked once a test run: the browser, the libraries
 * that a bare Debian lacks (nss and what it needs) and one family of fonts, so that pictures of pages are the same on
 * every machine. The package would unpack into the system's temporary folder itself, with no regard for a second
 * process that does so at the same moment, and leave everything there.
 */
import { execFile } from 'node:child_process'
import {
  createReadStream,
  createWriteStream,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'

const archives = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin')

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  // A page of a test ends before its optimized code pays: without, pages take a fifth less of the processor.
  '--js-flags=--no-turbofan --no-maglev',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
  '--no-proxy-server',
  // `*.test` are other origins on this machine; any other name leads nowhere.
  '--host-resolver-rules=MAP *.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
]

/** A browser of its own; `folder` is where Chromium is, or will be unpacked. */
export async function launchChromium(folder: string): Promise<Browser> {
  const { executablePath, env } = await chromiumIn(folder)
  return chromium.launch({ executablePath, env, args: flags, chromiumSandbox: false })
}

interface Chromium {
  executablePath: string
  /** All that the process sees of our environment: no proxy, no desktop, no home. */
  env: Record<string, string>
}

/**
 * The Chromium below `folder`, which is unpacked by the first process that wants it; the others wait for it.
 * `TEST_BROWSER` names another one, for machines that the package has none for (it is Linux on x64).
 */
async function chromiumIn(folder: string): Promise<Chromium> {
  const ready = join(folder, 'ready')
  if (!existsSync(ready)) await unpackOnce(folder, ready)
  const own = (name: string) => {
    mkdirSync(join(folder, name), { recursive: true })
    return join(folder, name)
  }
  return {
    executablePath: process.env.TEST_BROWSER ?? join(ready, 'chromium'),
    env: {
      PATH: process.env.PATH ?? '',
      HOME: own('home'),
      TMPDIR: own('tmp'),
      FONTCONFIG_FILE: join(ready, 'fonts.conf'),
      LD_LIBRARY_PATH: join(ready, 'lib'),
    },
  }
}

async function unpackOnce(folder: string, ready: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const claim = join(folder, 'unpacking')
  while (!existsSync(ready)) {
    if (claimed(claim)) return unpack(folder, ready)
    // Who had begun may have been killed since.
    if (!isAlive(Number(readFileSync(claim, 'utf8')))) return unpack(folder, ready)
    await sleep(50)
  }
}

/** Whether this process is the first to say that it unpacks. */
function claimed(claim: string): boolean {
  try {
    // Linked rather than written in place: it is never seen empty.
    writeFileSync(`${claim}-${process.pid}`, String(process.pid))
    linkSync(`${claim}-${process.pid}`, claim)
    return true
  } catch {
    return false
  } finally {
    rmSync(`${claim}-${process.pid}`)
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function unpack(folder: string, ready: string): Promise<void> {
  const unpacked = join(folder, `unpacked-${process.pid}`)
  mkdirSync(unpacked)
  if (process.env.TEST_BROWSER === undefined) {
    const browser = inflate('chromium.br', join(unpacked, 'chromium'), 0o755)
    await Promise.all([browser, extract('al2023.tar.br', unpacked), extract('fonts.tar.br', unpacked)])
  }
  writeFileSync(join(unpacked, 'fonts.conf'), fontsConf(ready, folder))
  try {
    // A file that is being written cannot be run, and half of it must not be: it appears whole.
    renameSync(unpacked, ready)
  } catch (error) {
    rmSync(unpacked, { recursive: true })
    if (!existsSync(ready)) throw error
  }
}

async function extract(name: string, folder: string): Promise<void> {
  // By way of a file: tar stops reading at the archive's end mark, and whoever still wrote to it would fail.
  const archive = join(folder, name)
  await inflate(name, archive)
  await promisify(execFile)('tar', ['-x', '--no-same-owner', '-C', folder, '-f', archive])
  rmSync(archive)
}

function inflate(name: string, to: string, mode = 0o644): Promise<void> {
  return pipeline(createReadStream(join(archives, name)), createBrotliDecompress(), createWriteStream(to, { mode }))
}

const fontsConf = (ready: string, folder: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(ready, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`
