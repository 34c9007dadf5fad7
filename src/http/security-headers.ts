import type { IncomingMessage, ServerResponse } from 'node:http'
import helmet from 'helmet'

/**
 * The security headers of every answer. Helmet makes them once: they never differ between requests, and making them anew
 * for each one took 8 % of a join.
 */
export function securityHeaders(production: boolean): Record<string, string> {
  const middleware = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'https:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Of this host alone: who has other hosts below it decides for them, where they are served.
    strictTransportSecurity: production ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    frameguard: { action: 'deny' },
    // The API and its pictures are for other sites to use.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
  })
  // Answers hold personal data, or are stale in a moment; the few that may be kept say so themselves.
  const headers: Record<string, string> = { 'cache-control': 'no-store' }
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value
    },
    removeHeader: () => {},
  }
  middleware({} as IncomingMessage, response as unknown as ServerResponse, (error?: unknown) => {
    if (error) throw error
  })
  return headers
}

/** Where a form of a work list ends up: wa.me, which leads on to WhatsApp. Browsers hold the policy against each step. */
const chats = ' https://wa.me https://api.whatsapp.com'

/** The policy of the one page whose forms leave this site: they record that a chat is opened, and open it. */
export function withChats(policy: string): string {
  return policy.replace("form-action 'self'", (found) => found + chats)
}
