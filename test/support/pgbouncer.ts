/** A real PgBouncer in transaction mode in front of a server, where the program is installed (Debian: pgbouncer). */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withDatabase } from './admin.ts'
import { freePort, makeServerDir, unprivilegedUser } from './postgres.ts'

export interface TestPgBouncer {
  url: string
  stop(): Promise<void>
}

export function findPgBouncer(): string | undefined {
  if (existsSync('/usr/sbin/pgbouncer')) return '/usr/sbin/pgbouncer'
  try {
    return execFileSync('sh', ['-c', 'command -v pgbouncer'], { encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    return undefined
  }
}

/** `poolSize` server connections for any number of clients: small, so that clients really share them. */
export async function startPgBouncer(binary: string, serverUrl: string, poolSize: number): Promise<TestPgBouncer> {
  const server = new URL(serverUrl)
  const database = server.pathname.slice(1)
  const dir = makeServerDir('pgbouncer')
  const port = await freePort()
  const file = join(dir, 'pgbouncer.ini')
  const target = `host=${server.hostname} port=${server.port || 5432} user=${server.username} password=${decodeURIComponent(server.password)}`
  const lines = [
    '[databases]',
    `${database} = ${target}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    `default_pool_size = ${poolSize}`,
    'max_client_conn = 100',
  ]
  writeFileSync(file, `${lines.join('\n')}\n`)
  chmodSync(file, 0o644)
  const child = spawn(binary, [file], { ...unprivilegedUser(), cwd: dir, stdio: 'ignore' })
  const url = `postgres://${server.username}@127.0.0.1:${port}/${database}`
  for (let tries = 0; ; tries++) {
    const answer = await withDatabase(url, (client) => client.query('select 1')).catch((error) => error)
    if (!(answer instanceof Error)) break
    if (tries > 100 || child.exitCode !== null) throw answer
    await sleep(50)
  }
  return {
    url,
    async stop() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
