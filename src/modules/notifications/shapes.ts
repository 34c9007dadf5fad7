/** What answers about notifications are: the schemas that they are documented by, and the types that are made of them. */
import { z } from 'zod'
import { personName, reasonOut, timeOut } from '../../kernel/shapes.ts'

export const deadLetterSources = ['event', 'notification', 'webhook'] as const
export type DeadLetterSource = (typeof deadLetterSources)[number]

export const deadLetter = z
  .object({
    source: z
      .enum(deadLetterSources)
      .describe(
        '`event`: nobody was told of it; `notification`: one person was not, by one channel; `webhook`: one endpoint was not',
      ),
    id: z.int().describe('Among those of its source'),
    what: z.string().describe('The name of the event, or the kind of notification'),
    channel: z.string().nullable(),
    recipient: z.string().nullable().describe('The id of a person, or the address of an endpoint'),
    recipient_name: personName,
    event_id: z.int().nullable(),
    campaign_id: z.uuid().nullable(),
    attempts: z.int(),
    since: timeOut,
    error: z.string().nullable().describe('Why the last attempt failed'),
    reason: reasonOut,
  })
  .meta({ id: 'DeadLetter' })

export type DeadLetter = z.infer<typeof deadLetter>

export const settledDeadLetters = z.object({ settled: z.int().describe('How many') }).meta({ id: 'SettledDeadLetters' })

/** What preferences switch. */
export const topics = ['orders', 'reminders', 'campaigns', 'sales', 'following', 'operations'] as const
export type Topic = (typeof topics)[number]

/** What carries notifications, beside the inbox, which has them all. */
export const channels = ['email', 'push', 'whatsapp'] as const
export type ChannelName = (typeof channels)[number]

export const notificationPreferences = z
  .object({
    channels: z.array(
      z.object({
        channel: z.enum(channels),
        reachable: z
          .boolean()
          .describe(
            'Whether it leads to the person: an address that is verified and takes letters, a browser that asked, a WhatsApp number whose owner asked',
          ),
      }),
    ),
    preferences: z.array(
      z.object({
        topic: z.enum(topics),
        channel: z.enum(channels),
        wanted: z.boolean(),
        required: z.boolean().describe('Goes out in any case: what concerns an order, and so money, by e-mail'),
      }),
    ),
  })
  .meta({ id: 'NotificationPreferences' })

export type NotificationPreferences = z.infer<typeof notificationPreferences>

/** What the link in a letter is about. */
export const subscription = z
  .object({ topic: z.enum(topics), wanted: z.boolean().describe('Whether letters about it are sent') })
  .meta({ id: 'Subscription' })

export type Subscription = z.infer<typeof subscription>

/** What somebody was told, in words. */
export const notification = z
  .object({
    id: z.int(),
    kind: z.string().describe('There will be more of them'),
    topic: z.enum(topics),
    title: z.string(),
    paragraphs: z.array(z.string()),
    action: z.object({ label: z.string(), path: z.string().describe('Of a page of this installation') }),
    events: z.int().describe('How many events it tells; more than one only where many become one'),
    last_event_id: z.int().describe('The last of them: what is marked as read up to here'),
    campaign_id: z.uuid().nullable(),
    campaign_slug: z.string().nullable(),
    created_at: timeOut,
    updated_at: timeOut,
    read_at: timeOut.nullable(),
  })
  .meta({ id: 'Notification' })

export type Notification = z.infer<typeof notification>

export const unread = z.object({ unread: z.int().describe('How many have not been read') }).meta({ id: 'Unread' })

export type Unread = z.infer<typeof unread>

/** A browser in which somebody is told. */
export const pushBrowser = z
  .object({
    id: z.uuid(),
    service: z.string().describe('The host of the push service that it has chosen'),
    user_agent: z.string().nullable().describe('As it named itself when it signed in'),
    current: z.boolean().describe('Whether it is the one that asks'),
    created_at: timeOut,
    last_used_at: timeOut.nullable().describe('When its push service last took something for it'),
  })
  .meta({ id: 'PushBrowser' })

export type PushBrowser = z.infer<typeof pushBrowser>

export const pushState = z
  .object({
    public_key: z
      .string()
      .nullable()
      .describe('`applicationServerKey` for `PushManager.subscribe`; null: nobody is told in browsers here'),
    browsers: z.array(pushBrowser).describe('Newest first'),
  })
  .meta({ id: 'PushState' })

export const pushTest = z
  .object({
    outcome: z
      .enum(['sent', 'gone', 'refused', 'failed'])
      .describe(
        '`sent`: its push service took it; `gone`: that browser wants nothing any more, and is listed no more; `refused`: its push service does not take it; `failed`: no answer that counts',
      ),
    error: z.string().nullable(),
  })
  .meta({ id: 'PushTest' })

export type PushTest = z.infer<typeof pushTest>

/** Whether somebody wants to be told by WhatsApp. */
export const whatsAppWish = z
  .object({
    offered: z.boolean().describe('Whether this installation sends by WhatsApp'),
    wanted: z.boolean().describe('Said of the number that the profile has now'),
    recorded_at: timeOut.nullable(),
    recorded_by: z.string().nullable(),
    refused: z
      .string()
      .nullable()
      .describe('Why WhatsApp takes nothing for that number; asking for it again tries once more'),
  })
  .meta({ id: 'WhatsAppWish' })

export type WhatsAppWish = z.infer<typeof whatsAppWish>

/** Whether messages go by WhatsApp, and what came of them in 30 days. */
export const whatsAppState = z
  .object({
    configured: z.boolean(),
    templates: z.array(
      z.object({
        kind: z.string(),
        name: z.string(),
        category: z.string().describe('What Meta charges it by: `utility`, `marketing` or `authentication`'),
        parameters: z.array(z.string()),
        languages: z.array(z.string()),
      }),
    ),
    failing: z
      .boolean()
      .describe(
        'Nothing goes through: within a day as much failed as went well, and nothing went well since. Numbers that take nothing do not count',
      ),
    messages: z
      .object({ waiting: z.int(), sent: z.int(), delivered: z.int(), read: z.int(), failed: z.int() })
      .describe('`sent`: taken by WhatsApp; `delivered` and `read` are among them'),
  })
  .meta({ id: 'WhatsAppState' })

export type WhatsAppState = z.infer<typeof whatsAppState>

/** What somebody said about being told by WhatsApp. */
export const whatsAppConsent = z
  .object({ phone: z.string(), wanted: z.boolean(), recorded_by: z.string(), recorded_at: timeOut })
  .meta({ id: 'WhatsAppConsent' })

export type WhatsAppConsent = z.infer<typeof whatsAppConsent>
