/** A PostgreSQL server as it is seen while it starts: it says that it is starting up, and then it is there. */
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

export interface LateServer {
  /** How many connections it has met. */
  met(): number
  close(): Promise<void>
}

/** Listens on `port`, tells the first `refused` connections that it is starting up, and hands all later ones to `url`. */
export async function startLateServer(port: number, url: string, refused: number): Promise<LateServer> {
  const behind = new URL(url)
  const open = new Set<Socket>()
  const keep = (socket: Socket) => {
    open.add(socket)
    socket.on('error', () => {}).on('close', () => open.delete(socket))
    return socket
  }
  let met = 0
  const server = createServer((socket) => {
    keep(socket)
    if (met++ < refused) {
      socket.once('data', () => socket.end(startingUp()))
      return
    }
    const onward = keep(connect(Number(behind.port || 5432), behind.hostname))
    socket.pipe(onward).pipe(socket)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    met: () => met,
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** ErrorResponse, as the server itself writes it. */
function startingUp(): Buffer {
  const fields = ['SFATAL', 'VFATAL', 'C57P03', 'Mthe database system is starting up', '']
  const text = Buffer.from(fields.map((field) => `${field}\0`).join(''))
  const head = Buffer.from('E\0\0\0\0')
  head.writeUInt32BE(text.length + 4, 1)
  return Buffer.concat([head, text])
}
