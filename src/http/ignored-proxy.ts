/** Whether a proxy is in front that is not believed: then every visitor has its address, for the limits and for all else. */
import { BlockList } from 'node:net'
import type { Services } from '../services.ts'
import { isPrivate, isWithin } from './neighbour.ts'
import type { App } from './types.ts'

/** Where clouds put their load balancers, besides private networks. */
const ofClouds = new BlockList()
ofClouds.addSubnet('100.64.0.0', 10, 'ipv4')
ofClouds.addSubnet('169.254.0.0', 16, 'ipv4')

/** Where our own proxies are. From elsewhere anybody can send what proxies send. */
function isNear(address: string): boolean {
  return isPrivate(address) || isWithin(ofClouds, address)
}

/**
 * Watches for it, and says it once in the log.
 * @returns whether it is so, as far as this node knows
 */
export function watchForIgnoredProxy(app: App, { config, log }: Pick<Services, 'config' | 'log'>): () => boolean {
  // The start has said what the configuration tells by itself.
  let isIgnored = config.ignoresProxy
  // A number of hops believes the nearest peer, whoever it is.
  if (!isIgnored && (config.trustProxy === false || typeof config.trustProxy === 'string')) {
    app.addHook('onRequest', (request, _reply, done) => {
      const { headers, ip, socket } = request
      if (isIgnored || (headers['x-forwarded-for'] === undefined && headers.forwarded === undefined)) return done()
      const peer = socket.remoteAddress ?? ''
      if (ip !== peer || !isNear(peer)) return done()
      isIgnored = true
      log.warn(
        'a proxy is in front and is not believed (TRUST_PROXY): all visitors are one address to the limits; set TRUST_PROXY to the number of proxies, or to their addresses',
      )
      done()
    })
  }
  return () => isIgnored
}
