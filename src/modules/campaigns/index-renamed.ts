import type { Database } from '../../db/index.ts'

/** In one transaction: it holds their rows for half a second. */
const atOnce = 2_000
/** A million campaigns; what is renamed without a pause waits for the next time. */
const timesMax = 500

/** Lets campaigns be found by the new names of their products and sellers, where a renaming has left some for later. */
export async function indexRenamed(db: Database): Promise<void> {
  for (let times = 0; times < timesMax; times++) {
    const [row] = await db.query<{ done: boolean }>('select sambatan.index_renamed($1) as done', [atOnce])
    if (!row!.done) return
  }
}
