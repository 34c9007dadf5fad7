/** For providers that hand on over HTTP what their mail servers report: letters that came back. */
import { Problem } from '../../kernel/problem.ts'
import { bounce } from '../../modules/mail/index.ts'
import { bounceBytesMax, takeBounce } from '../../modules/notifications/index.ts'
import type { Services } from '../../services.ts'
import { handleError } from '../problem-handler.ts'
import type { App } from '../types.ts'

export function bounceRoutes(app: App, services: Services): void {
  // Needs a scope of its own: letters are taken here and nowhere else.
  app.register(async (scope) => takingRoutes(scope as unknown as App, services))
}

function takingRoutes(app: App, { db, secrets, config, log }: Services): void {
  app.removeAllContentTypeParsers()
  // Whatever a provider calls it, its bytes are the letter.
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bounceBytesMax }, (_request, body, done) =>
    done(null, body),
  )
  app.route({
    method: 'POST',
    url: '/mailbox/bounces',
    bodyLimit: bounceBytesMax,
    config: {
      action: 'mailbox.bounce',
      idempotency: 'natural',
      uploads: ['message/rfc822'],
      refusals: ['accounts_off', 'payload_too_large'],
    },
    errorHandler: (error, request, reply) =>
      handleError(
        error.code === 'FST_ERR_CTP_BODY_TOO_LARGE'
          ? new Problem('payload_too_large', { maximum: bounceBytesMax })
          : error,
        request,
        reply,
      ),
    schema: {
      operationId: 'takeBounce',
      tags: ['access'],
      summary: 'Take a letter that came back',
      description:
        'The raw letter in which a mail server reports that one of ours did not arrive (RFC 3464), as it came to `SMTP_BOUNCES_TO`. A letter that is none, or is about no letter of ours, is answered with 200 as well: sending it again would change nothing.',
      response: { 200: bounce },
    },
    async handler({ body }) {
      if (!secrets) throw new Problem('accounts_off')
      const raw = Buffer.isBuffer(body) ? body : Buffer.alloc(0)
      const bouncesTo = config.smtp?.bouncesTo
      const taken = await db.tx((tx) => takeBounce(tx, { secrets, bouncesTo }, raw))
      log.info({ outcome: taken.outcome, reason: taken.reason }, 'a letter came back')
      return taken
    },
  })
}
