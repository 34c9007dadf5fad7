/** Notifications as letters. */
import type { Language } from '../../kernel/language.ts'
import { say } from '../../kernel/messages.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import type { LetterContent, Mailer } from '../mail/index.ts'
import type { Channel, Outgoing } from './deliver.ts'
import type { Facts } from './facts.ts'
import { definitionOf } from './kinds/index.ts'
import { isRequired, unsubscribeToken } from './preferences.ts'
import type { Content } from './told.ts'

interface Options {
  mail: Mailer
  /** They sign the links by which letters can be refused. */
  secrets: Secrets
  publicUrl: string
}

export function emailChannel({ mail, secrets, publicUrl }: Options): Channel {
  return {
    name: 'email',
    atOnce: 5,
    async send({ deliveryId, facts, content, topic }: Outgoing) {
      const { reader, campaign, kind, event_id } = facts
      if (reader.email === null) return { outcome: 'dropped', error: 'there is no address any more' }
      // Whoever answers means the seller.
      const isOfBuyer = !definitionOf(kind)?.leadsTo.startsWith('sale')
      const seller = isOfBuyer && campaign?.seller_email ? campaign : undefined
      const sent = await mail.send({
        to: reader.email,
        language: reader.language,
        content: {
          ...letterOf(content, publicUrl),
          ...(seller && { closing: [answerWords(seller, reader.language)] }),
        },
        ...(!isRequired({ topic, channel: 'email' }) && {
          unsubscribe: new URL(`/unsubscribe?token=${unsubscribeToken(secrets, reader.id, topic)}`, publicUrl).href,
        }),
        ...(seller?.seller_email && { replyTo: seller.seller_email }),
        deliveryId,
        messageId: `notification-${deliveryId}`,
        template: kind,
        personId: reader.id,
        eventId: event_id,
        sealed: false,
        // A month in the mailbox is enough; the inbox keeps what it said.
        expiresAt: new Date(facts.updated_at.getTime() + 30 * 86_400_000),
      })
      return sent.outcome === 'dead' ? { outcome: 'dead', error: sent.error } : sent
    },
  }
}

/** How one writes to them, which much of what is told asks for. */
function answerWords({ seller_name }: Pick<Facts['campaign'], 'seller_name'>, language: Language): string {
  return say(language, 'mail_answer', { seller: seller_name ?? say(language, 'notice_a_seller') })
}

function letterOf({ title, paragraphs, facts, action }: Content, publicUrl: string): LetterContent {
  const preview = paragraphs[0]
  return {
    subject: title,
    ...(preview !== undefined && { preview }),
    paragraphs,
    facts,
    action: { label: action.label, url: new URL(action.path, publicUrl).href },
  }
}
