/**
 * Speaks the PostgreSQL protocol for one PGlite, to several clients at once.
 *
 * PGlite is a single session. Clients can share it as long as nothing of theirs interleaves, so the unit of work here
 * is everything up to a Sync or a simple query, handed over in one call, and a client that has opened a transaction
 * keeps the session until it ends. (pglite-socket, which this replaces, hands over message by message: one client's
 * Bind can then meet another client's Parse, and gets the other's rows. test/db/embedded.test.ts shows it.)
 *
 * What a shared session cannot do: session settings, session advisory locks, LISTEN, named statements, COPY.
 */
import { createServer, type Server, type Socket } from 'node:net'

/** The part of PGlite that is used. Synchronous: the whole worker thread belongs to the database. */
export interface ProtocolDatabase {
  execProtocolRawSync(message: Uint8Array): Uint8Array
  isInTransaction(): boolean
}

interface WireOptions {
  path: string
  /** A client that opened a transaction and says nothing for so long is cut off: it holds up everyone. */
  idleInTransactionMs: number
}

export interface Wire {
  /** How many units have been run. */
  count(): number
  /** Runs `fn` with the database to itself, as soon as no client has a transaction open. */
  exclusive<T>(fn: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

const SSL_REQUEST = 80877103
const GSS_REQUEST = 80877104
const CANCEL_REQUEST = 80877102
const PROTOCOL_3 = 196608

const QUERY = 0x51 // Q
const SYNC = 0x53 // S
const FLUSH = 0x48 // H
const TERMINATE = 0x58 // X

interface Client {
  socket: Socket
  /** Bytes received and not yet made into a unit. */
  chunks: Buffer[]
  length: number
  /** Where the next message begins in the joined chunks, and how many bytes are needed to look further. */
  scanned: number
  needed: number
  started: boolean
}

interface Unit {
  client: Client
  bytes: Uint8Array
  /** After a Flush the client's statement is still open: nobody else may come between. */
  open: boolean
}

export async function serveWire(db: ProtocolDatabase, options: WireOptions): Promise<Wire> {
  const greeting = Buffer.from(db.execProtocolRawSync(startupMessage()))
  const clients = new Set<Client>()
  const waiting: Unit[] = []
  const turns: (() => void)[] = []
  let owner: Client | undefined
  let ownerTimer: NodeJS.Timeout | undefined
  let scheduled = false
  let taken = false
  let count = 0

  function schedule(): void {
    if (scheduled || taken || waiting.length + turns.length === 0) return
    scheduled = true
    setImmediate(pump)
  }

  /** One unit a turn, so that sockets are read and answers go out in between. */
  function pump(): void {
    scheduled = false
    const turn = owner === undefined ? turns.shift() : undefined
    if (turn !== undefined) {
      taken = true
      turn()
      return
    }
    const index = owner === undefined ? 0 : waiting.findIndex((unit) => unit.client === owner)
    const unit = index === -1 ? undefined : waiting.splice(index, 1)[0]
    if (unit === undefined) return
    count++
    const answer = Buffer.from(db.execProtocolRawSync(unit.bytes))
    setOwner(unit.open || db.isInTransaction() ? unit.client : undefined)
    if (clients.has(unit.client)) unit.client.socket.write(answer)
    schedule()
  }

  async function exclusive<T>(fn: () => Promise<T>): Promise<T> {
    await new Promise<void>((resolve) => {
      turns.push(resolve)
      schedule()
    })
    try {
      return await fn()
    } finally {
      taken = false
      schedule()
    }
  }

  function setOwner(client: Client | undefined): void {
    owner = client
    clearTimeout(ownerTimer)
    if (client !== undefined) ownerTimer = setTimeout(cutOff, options.idleInTransactionMs, client)
  }

  function cutOff(client: Client): void {
    client.socket.end(fatalMessage('25P03', 'terminating connection due to idle-in-transaction timeout'))
    leave(client)
  }

  function leave(client: Client): void {
    if (!clients.delete(client)) return
    for (let i = waiting.length - 1; i >= 0; i--) if (waiting[i]?.client === client) waiting.splice(i, 1)
    if (owner !== client) return
    // The Sync comes first: after an error in an open unit the session ignores everything up to it.
    db.execProtocolRawSync(Buffer.concat([message(SYNC, ''), message(QUERY, 'rollback\0')]))
    setOwner(undefined)
    schedule()
  }

  function receive(client: Client, chunk: Buffer): void {
    client.chunks.push(chunk)
    client.length += chunk.length
    while (client.length >= client.needed && clients.has(client)) {
      const bytes = join(client)
      if (!(client.started ? takeUnit(client, bytes) : greet(client, bytes))) break
    }
    schedule()
  }

  /** The exchange before the first typed message. Answers whether there may be more to read. */
  function greet(client: Client, bytes: Buffer): boolean {
    client.needed = 8
    if (bytes.length < 8) return false
    const length = bytes.readInt32BE(0)
    const code = bytes.readInt32BE(4)
    if (code === SSL_REQUEST || code === GSS_REQUEST) {
      client.socket.write('N')
      consume(client, bytes, 8)
      return true
    }
    if (code === CANCEL_REQUEST || code !== PROTOCOL_3) {
      client.socket.end() // a statement cannot be cancelled: it runs on the only thread that could be told
      leave(client)
      return false
    }
    client.needed = length
    if (bytes.length < length) return false
    client.started = true
    consume(client, bytes, length)
    client.socket.write(greeting)
    return true
  }

  /** Looks for the end of the next unit. Answers whether one was found. */
  function takeUnit(client: Client, bytes: Buffer): boolean {
    while (bytes.length >= client.scanned + 5) {
      const type = bytes[client.scanned]
      const end = client.scanned + 1 + bytes.readInt32BE(client.scanned + 1)
      if (bytes.length < end) {
        client.needed = end
        return false
      }
      client.scanned = end
      if (type === TERMINATE) {
        client.socket.end()
        leave(client)
        return false
      }
      if (type === QUERY || type === SYNC || type === FLUSH) {
        waiting.push({ client, bytes: bytes.subarray(0, end), open: type === FLUSH })
        consume(client, bytes, end)
        return true
      }
    }
    client.needed = client.scanned + 5
    return false
  }

  const server = createServer((socket) => {
    const client: Client = { socket, chunks: [], length: 0, scanned: 0, needed: 8, started: false }
    clients.add(client)
    socket.on('data', (chunk) => receive(client, chunk))
    socket.on('error', () => leave(client))
    socket.on('close', () => leave(client))
  })
  await listen(server, options.path)
  return {
    count: () => count,
    exclusive,
    close: async () => {
      for (const client of [...clients]) {
        client.socket.destroy()
        leave(client)
      }
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function join(client: Client): Buffer {
  const [first] = client.chunks
  if (client.chunks.length === 1 && first !== undefined) return first
  const joined = Buffer.concat(client.chunks)
  client.chunks = [joined]
  return joined
}

function consume(client: Client, bytes: Buffer, count: number): void {
  const rest = bytes.subarray(count)
  client.chunks = rest.length === 0 ? [] : [rest]
  client.length = rest.length
  client.scanned = 0
  client.needed = client.started ? 5 : 8
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => resolve())
  })
}

function startupMessage(): Buffer {
  const body = Buffer.from('user\0postgres\0database\0postgres\0client_encoding\0UTF8\0\0')
  const head = Buffer.alloc(8)
  head.writeInt32BE(body.length + 8, 0)
  head.writeInt32BE(PROTOCOL_3, 4)
  return Buffer.concat([head, body])
}

function fatalMessage(code: string, text: string): Buffer {
  return message(0x45, `SFATAL\0VFATAL\0C${code}\0M${text}\0\0`)
}

function message(type: number, body: string): Buffer {
  const bytes = Buffer.alloc(5 + Buffer.byteLength(body))
  bytes.writeUInt8(type, 0)
  bytes.writeInt32BE(bytes.length - 1, 1)
  bytes.write(body, 5)
  return bytes
}
