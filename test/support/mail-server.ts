/**
 * A mail server on loopback that speaks real SMTP. How it treats a letter stands in the recipient's name before the `@`: what a
 * provider refuses, puts off or breaks off. All others arrive.
 */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type AddressObject, type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export interface MailServer {
  port: number
  /** What arrived, in order, as a mail program reads it, and where it comes back to (MAIL FROM). */
  arrived: (ParsedMail & { returnTo: string })[]
  /** How often somebody named each recipient. */
  tries: Map<string, number>
  close(): Promise<void>
}

const refusals: Record<string, [code: number, words: string]> = {
  unknown: [550, '5.1.1 No such user here'],
  // Of servers that speak no enhanced codes.
  nobody: [550, 'Requested action not taken: mailbox unavailable'],
  relay: [554, '5.7.1 Relay access denied'],
  stuffed: [552, '5.2.2 Mailbox full'],
}

const refused = ([responseCode, words]: [number, string]) => Object.assign(new Error(words), { responseCode })

export async function openMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const arrived: MailServer['arrived'] = []
  const tries = new Map<string, number>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    logger: false,
    onRcptTo({ address }, session, answer) {
      const [name = ''] = address.split('@')
      const nth = (tries.get(address) ?? 0) + 1
      tries.set(address, nth)
      const refusal = refusals[name]
      if (refusal) answer(refused(refusal))
      else if (name === 'greylisted' && nth === 1) answer(refused([451, '4.7.1 Greylisted, try again in 300 seconds']))
      else if (name === 'dropped') hangUp(server, session.id)
      else if (name !== 'stalled') answer()
    },
    onData(stream, session, answer) {
      const to = session.envelope.rcptTo[0]?.address ?? ''
      simpleParser(stream, { skipImageLinks: true }).then((mail) => {
        if (to.startsWith('spam@')) return answer(refused([554, 'Message looks like spam']))
        if (to.startsWith('untrusted@'))
          return answer(refused([550, '5.7.26 This mail has been blocked: SPF and DKIM']))
        const { mailFrom } = session.envelope
        arrived.push(Object.assign(mail, { returnTo: mailFrom === false ? '' : mailFrom.address }))
        answer()
      }, answer)
    },
    ...options,
  })
  // Whoever breaks off is no error of ours.
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    port: (server.server.address() as AddressInfo).port,
    arrived,
    tries,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

function hangUp(server: SMTPServer, sessionId: string): void {
  const connections = [...server.connections] as unknown as { id: string; _socket: { destroy(): void } }[]
  connections.find(({ id }) => id === sessionId)!._socket.destroy()
}

export function addressesOf(of: AddressObject | AddressObject[] | undefined): (string | undefined)[] {
  return [of ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address))
}
