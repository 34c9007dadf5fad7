/** A place to listen that is not to be had is told with the variable that names it. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastify from 'fastify'
import { describe, expect, it, onTestFinished } from 'vitest'
import { listen, type Place } from '../../src/http/listen.ts'
import { busyPort } from '../support/processes.ts'

/** What is said of a place. */
async function refusalOf(place: Partial<Place>): Promise<unknown> {
  const app = fastify()
  onTestFinished(() => app.close())
  return listen(app, { host: '127.0.0.1', port: 0, variable: 'PORT', ...place }).catch((error) => error)
}

/** The first port that everybody may have. */
const systemPorts = '/proc/sys/net/ipv4/ip_unprivileged_port_start'
const hasSystemPorts = existsSync(systemPorts) && Number(readFileSync(systemPorts, 'utf8')) > 80

describe('listening', () => {
  it('is where it was asked for', async () => {
    expect(await refusalOf({})).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })

  it('tells a port that is taken, and another one', async () => {
    const port = await busyPort()
    expect(await refusalOf({ port })).toMatchObject({
      name: 'SetupError',
      message: expect.stringMatching(
        new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is in use, .* choose another port: PORT=\\d+\\.$`),
      ),
    })
    expect(await refusalOf({ port, variable: 'SAMBATAN_WORKER_PORT' })).toMatchObject({
      message: expect.stringMatching(/choose another port: SAMBATAN_WORKER_PORT=/),
    })
  })

  it.each([
    [
      'an address of another machine',
      '203.0.113.5',
      /HOST=203\.0\.113\.5 is no address of this machine \(EADDRNOTAVAIL\)/,
    ],
    [
      'a name that nobody knows',
      'no-such-host.invalid',
      /HOST=no-such-host\.invalid is a name that .* \((ENOTFOUND|EAI_AGAIN)\)/,
    ],
    ['an address without its interface', 'fe80::1', /HOST=fe80::1 is no address of this machine \(E\w+\)/],
  ])('tells %s', async (_, host, words) => {
    expect(await refusalOf({ host })).toMatchObject({ code: 'cannot_listen', message: expect.stringMatching(words) })
  })

  it.skipIf(!hasSystemPorts)('tells a port of the system', () => {
    const script = `
      import fastify from 'fastify'
      import { listen } from ${JSON.stringify(fileURLToPath(new URL('../../src/http/listen.ts', import.meta.url)))}
      await listen(fastify(), { host: '127.0.0.1', port: 80, variable: 'PORT' }).catch((error) => process.stdout.write(error.message))`
    // Root may do what it likes, unless it gives that up.
    const asNobody =
      process.getuid?.() === 0 ? ['setpriv', '--bounding-set', '-all', '--inh-caps', '-all', '--reuid', '0'] : []
    const [command, ...args] = [...asNobody, process.execPath, '--input-type=module', '-e', script]
    const { stdout } = spawnSync(command!, args, {
      encoding: 'utf8',
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
    })
    expect(stdout).toMatch(/^This user may not listen on port 80 \(EACCES\): .* Set PORT to a higher one/)
  })
})
