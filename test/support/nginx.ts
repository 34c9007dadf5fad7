/** A real nginx in front of nodes, configured as docs/operations/scaling.md shows it, where it is installed (Debian: nginx-light). */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort, makeServerDir, unprivilegedUser } from './postgres.ts'

export interface TestNginx {
  address: string
  stop(): Promise<void>
}

export function findNginx(): string | undefined {
  if (existsSync('/usr/sbin/nginx')) return '/usr/sbin/nginx'
  try {
    return execFileSync('sh', ['-c', 'command -v nginx'], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return undefined
  }
}

/** The example of the documentation, with these nodes, on a port of its own, and without TLS. */
function documented(port: number, nodes: string[]): string {
  const page = readFileSync(fileURLToPath(new URL('../../docs/operations/scaling.md', import.meta.url)), 'utf8')
  let text = /```nginx\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  for (const [at, node] of nodes.entries()) text = text.replace(`10.0.0.1${at + 1}:3000`, node)
  text = text.replace('listen 443 ssl;', `listen 127.0.0.1:${port};`).replace(/^ *ssl_.*\n/gm, '')
  if (/10\.0\.0\.|listen 443/.test(text) || !text.includes(`listen 127.0.0.1:${port};`))
    throw new Error(`The example has changed:\n${text}`)
  return text
}

/** @param nodes `host:port`, as many as the example has */
export async function startNginx(binary: string, nodes: string[]): Promise<TestNginx> {
  const dir = makeServerDir('nginx')
  const port = await freePort()
  const file = join(dir, 'nginx.conf')
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${dir}/${name};`)
  const lines = [
    'daemon off;',
    'worker_processes 2;',
    `pid ${dir}/pid;`,
    `error_log ${dir}/error.log;`,
    'events {}',
    'http {',
    'access_log off;',
    ...places,
    documented(port, nodes),
    '}',
  ]
  writeFileSync(file, `${lines.join('\n')}\n`)
  chmodSync(file, 0o644)
  const child = spawn(binary, ['-p', dir, '-e', `${dir}/error.log`, '-c', file], {
    ...unprivilegedUser(),
    cwd: dir,
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  const address = `http://127.0.0.1:${port}`
  for (let tries = 0; ; tries++) {
    const ready = await fetch(`${address}/healthz`).then(
      (response) => response.ok,
      () => false,
    )
    if (ready) break
    if (tries > 100 || child.exitCode !== null) {
      const log = existsSync(`${dir}/error.log`) ? readFileSync(`${dir}/error.log`, 'utf8') : 'no log'
      child.kill('SIGKILL')
      throw new Error(`nginx did not start: ${log}`)
    }
    await sleep(50)
  }
  return {
    address,
    async stop() {
      child.kill('SIGTERM')
      await ended
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
