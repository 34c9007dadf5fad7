/** Where a node can be asked: listening, and a sentence for each reason why that place is not to be had. */
import { SetupError } from '../db/index.ts'
import type { App } from './types.ts'

export interface Place {
  host: string
  port: number
  /** The variable that the port comes from. */
  variable: 'PORT' | 'SAMBATAN_WORKER_PORT'
}

/**
 * Returns the address that it listens on.
 * @throws SetupError `cannot_listen`
 */
export async function listen(app: Pick<App, 'listen'>, { host, port, variable }: Place): Promise<string> {
  try {
    return await app.listen({ host, port })
  } catch (error) {
    const sentence = sentenceFor(error, { host, port, variable })
    throw sentence === undefined ? error : new SetupError('cannot_listen', sentence, error)
  }
}

function sentenceFor(error: unknown, { host, port, variable }: Place): string | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use, perhaps by another Sambatan. Stop what listens there, or choose another port: ${variable}=${port < 65_535 ? port + 1 : port - 1}.`
    case 'EACCES':
    case 'EPERM':
      return `This user may not listen on port ${port} (${code}): ports below 1024 are the system's. Set ${variable} to a higher one, and let a proxy in front take 80 and 443.`
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
      return `HOST=${host} is no address of this machine (${code}). Set HOST to one that is: 127.0.0.1 for this machine alone, 0.0.0.0 for all of its networks.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST=${host} is a name that this machine does not know (${code}). Set HOST to an address of it: 127.0.0.1 for this machine alone, 0.0.0.0 for all of its networks.`
    default:
      if (syscall !== 'listen' && syscall !== 'bind' && syscall !== 'getaddrinfo') return undefined
      return `It cannot be listened on port ${port} of ${host} (${code}). Set HOST and ${variable} to an address and a port of this machine.`
  }
}
