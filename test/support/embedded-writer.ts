/** A process of its own for tests of the embedded database: writes rows as fast as it can and prints each id once it is committed. */
import { openDatabase } from '../../src/db/index.ts'

const [dataDir = '', mode = 'write'] = process.argv.slice(2)
try {
  const db = await openDatabase({ dataDir })
  process.stdout.write('open\n')
  if (mode === 'hold') setInterval(() => {}, 1000)
  else {
    await db.query('create table if not exists public.written (id bigserial primary key, text text)')
    const write = async () => {
      for (;;) {
        const [row] = await db.query<{ id: number }>(
          `insert into public.written (text) values (repeat('x', 500)) returning id`,
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
