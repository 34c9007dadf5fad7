/**
 * A process of its own for tests of the embedded database: writes rows with its name as fast as it can and prints each
 * id once it is committed (`write`), does nothing (`hold`), or after SIGTERM says that it is stopping and stops only
 * with SIGUSR2 (`linger`).
 */
import { openDatabase } from '../../src/db/index.ts'

const [dataDir = '', mode = 'write', name = 'x'] = process.argv.slice(2)
try {
  const db = await openDatabase({ dataDir })
  process.stdout.write('open\n')
  if (mode === 'linger') {
    process.once('SIGTERM', () => {
      db.announceClose()
      process.stdout.write('stopping\n')
    })
    process.once('SIGUSR2', () => db.close().then(() => process.exit(0)))
  }
  if (mode !== 'write') setInterval(() => {}, 1000)
  else {
    await db.query('create table if not exists public.written (id bigserial primary key, text text)')
    const write = async () => {
      for (;;) {
        const [row] = await db.query<{ id: number }>(
          `insert into public.written (text) values (repeat($1, 500)) returning id`,
          [name],
        )
        process.stdout.write(`${row?.id}\n`)
      }
    }
    await Promise.all([write(), write(), write()])
  }
} catch (error) {
  process.stdout.write(`${(error as { code?: string }).code}: ${(error as Error).message}\n`)
  process.exit(1)
}
