/**
 * Whether the node of this container is alive, for health checks where there is neither a shell nor curl: exits with 0 or 1. Stands
 * alone and loads nothing, because it is started every few seconds. `node src/health.ts worker` asks a worker, at its port.
 */
const { HOST = '127.0.0.1', PORT, SAMBATAN_WORKER_PORT } = process.env
const port = process.argv[2] === 'worker' ? SAMBATAN_WORKER_PORT : PORT || '3000'
// A node that listens on all addresses is asked at the one that is always there.
const host =
  HOST === '' || HOST === '0.0.0.0' ? '127.0.0.1' : HOST === '::' ? '[::1]' : HOST.includes(':') ? `[${HOST}]` : HOST
const answer = await fetch(`http://${host}:${port}/healthz`, { signal: AbortSignal.timeout(4_000) }).catch(
  () => undefined,
)
process.exitCode = answer?.ok ? 0 : 1

export {}
