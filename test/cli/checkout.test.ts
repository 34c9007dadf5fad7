/** A checkout as others have it: in a folder whose name is not plain, built once and then read-only, run by another user. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { run } from './running.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const base = mkdtempSync(join(tmpdir(), 'sambatan-test-checkout-'))
const dataDir = join(base, 'data')
let checkout = join(base, 'a b é')
/** The superuser may write everywhere, so that nothing is read-only for it. */
const user = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {}

beforeAll(async () => {
  chmodSync(base, 0o755)
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  const needed = /^(assets|messages|packages|scripts|sql|src|web)\/|^(package|package-lock|tsconfig)\.json$/
  for (const file of listed
    .toString()
    .split('\0')
    .filter((name) => needed.test(name) && existsSync(join(root, name)))) {
    cpSync(join(root, file), join(checkout, file))
  }
  symlinkSync(realpathSync(join(root, 'node_modules')), join(checkout, 'node_modules'))
  cpSync(inject('pgliteDataDir'), dataDir, { recursive: true })
  if (user.uid !== undefined) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, dataDir])
  const build = run('npm', ['run', 'build'], { cwd: checkout })
  expect(await build.ended(), build.everything()).toBe(0)
}, 240_000)
afterAll(() => {
  allow(true)
  rmSync(base, { recursive: true, force: true })
})

/** Every file with its size and date, so that whatever is written shows. */
function contents(): string[] {
  return everything().map((path) => {
    const { size, mtimeMs } = lstatSync(path)
    return `${path.slice(checkout.length)} ${size} ${mtimeMs}`
  })
}

/** Without what is linked to. */
function everything(): string[] {
  const entries = readdirSync(checkout, { recursive: true, withFileTypes: true })
  return [checkout, ...entries.map((entry) => join(entry.parentPath, entry.name))].filter(
    (path) => !path.startsWith(join(checkout, 'node_modules')),
  )
}

/** Lets its owner write, or nobody. */
function allow(writing: boolean): void {
  for (const path of everything()) {
    const { mode } = lstatSync(path)
    chmodSync(path, writing ? mode | 0o200 : (mode & ~0o222) | 0o444)
  }
}

async function starts(): Promise<void> {
  const npm = run('npm', ['start'], { cwd: checkout, env: { HOME: dataDir, SAMBATAN_DATA_DIR: dataDir }, ...user })
  const address = await npm.said('stdout', /listening on (http:\S+)/)
  for (const path of ['/', '/widget.js', '/docs', '/share/x.png']) {
    expect((await fetch(address + path)).status, path).toBe(path === '/share/x.png' ? 404 : 200)
  }
  expect(await npm.stopped(), npm.everything()).toBe(0)
}

it('builds nothing again that is built, though its folder has a space and an accent in its name', async () => {
  expect(readdirSync(join(checkout, 'web'))).toContain('build')
  const before = contents()
  const ensure = run('sh', ['scripts/ensure.sh'], { cwd: checkout })
  expect(await ensure.ended()).toBe(0)
  expect(ensure.everything()).toBe('')
  expect(contents()).toEqual(before)
}, 60_000)

it('builds what is missing where a path holds what tools take for an address, and starts there, read-only, for another user', async ({
  skip,
}) => {
  const odd = join(base, 'a b é#%20')
  renameSync(checkout, odd)
  checkout = odd
  rmSync(join(checkout, 'packages/widget/dist'), { recursive: true })
  const ensure = run('sh', ['scripts/ensure.sh'], { cwd: checkout })
  expect(await ensure.ended(), ensure.everything()).toBe(0)
  expect(readdirSync(join(checkout, 'packages/widget/dist'))).toContain('widget.js')

  const isReachable = spawnSync(process.execPath, ['-e', ''], { cwd: checkout, ...user }).status === 0
  if (!isReachable) return skip('the folder of the dependencies is closed to other users')
  allow(false)
  const before = contents()
  await starts()
  expect(contents()).toEqual(before)
}, 120_000)

it('says what to do when it is not built and cannot be', async () => {
  allow(true)
  rmSync(join(checkout, 'web/build'), { recursive: true })
  allow(false)
  const npm = run('npm', ['start'], { cwd: checkout, env: { HOME: dataDir, SAMBATAN_DATA_DIR: dataDir }, ...user })
  expect(await npm.ended()).toBe(1)
  expect(npm.everything()).toMatch(/pages are not built.* cannot be written to .*Run "npm run build" once/)

  mkdirSync(join(base, 'empty'))
  const bare = run(process.execPath, [join(checkout, 'src/cli/main.ts'), 'serve'], {
    cwd: checkout,
    env: { SAMBATAN_DATA_DIR: join(base, 'empty') },
  })
  expect(await bare.ended()).toBe(1)
  expect(bare.everything()).toMatch(/^The pages are not built: .*Run "npm run build" .*\n$/)
  expect(readdirSync(join(base, 'empty')), 'nothing was made for it').toEqual([])
}, 60_000)
