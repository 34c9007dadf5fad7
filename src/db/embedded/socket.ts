/** The socket of an embedded database, in the private folder that its lock file names. */
import pg from 'pg'
import { valueTypes } from '../values.ts'

const CONNECT_TIMEOUT_MS = 5000
/** pg finds a unix socket by its folder and a port. */
const SOCKET_PORT = 5432

export const SOCKET_NAME = `.s.PGSQL.${SOCKET_PORT}`

export function socketPool(socketDir: string, max: number): pg.Pool {
  return new pg.Pool({
    host: socketDir,
    port: SOCKET_PORT,
    user: 'postgres',
    password: '',
    database: 'postgres',
    ssl: false,
    max,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types: valueTypes,
  })
}
