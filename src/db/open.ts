import type { Backend } from './backend.ts'
import type { Database, DatabaseOptions } from './database.ts'
import { connectToHolder } from './embedded/guest.ts'
import { startEmbedded } from './embedded/start.ts'
import { SetupError } from './errors.ts'
import { connectServer } from './server.ts'
import { createKysely, runStatement, runTransaction } from './tx.ts'

/**
 * Opens the database. An embedded one is started (and its folder locked: SetupError `data_folder_in_use`); a server
 * is not waited for, so that a node may start before its database: the first query tells.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return present(await openBackend(options))
}

async function openBackend(options: DatabaseOptions): Promise<Backend> {
  if (options.url !== undefined) return connectServer(options.url, options)
  if (options.dataDir !== undefined) {
    const holder = options.besideNode ? await connectToHolder(options.dataDir) : undefined
    return holder ?? startEmbedded(options.dataDir, options)
  }
  throw new SetupError('database_not_configured', 'Neither a database URL nor a data folder is configured.')
}

function present(backend: Backend): Database {
  const { primary, replica } = backend
  const read = createKysely(primary)
  let closed: Promise<void> | undefined
  return {
    kind: backend.kind,
    pool: primary.pool,
    read,
    replica: replica === primary ? read : createKysely(replica),
    replicaWatch: backend.replicaWatch,
    hearing: backend.hearing,
    isShort: backend.shortage.lasts,
    query: (text, values) => runStatement(primary, text, values),
    tx: (fn, options) => runTransaction(primary, fn, options),
    listen: backend.listen,
    notify: backend.notify,
    ready: async () => {
      await runStatement(primary, 'select 1')
    },
    announceClose: backend.announceClose,
    // Closing what is closed already is no mistake: whoever cleans up need not know who was first.
    close() {
      closed ??= backend.close().finally(backend.shortage.close)
      return closed
    },
  }
}
