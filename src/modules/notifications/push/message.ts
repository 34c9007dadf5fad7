/** What a browser is sent, for how long a push service keeps it for one that is away, and what of it replaces what. */
import { hash } from 'node:crypto'
import type { Language } from '../../../kernel/language.ts'
import { say } from '../../../kernel/messages.ts'
import { cut } from '../../../kernel/text.ts'
import type { Outgoing } from '../deliver.ts'
import { validityOf } from '../kinds/index.ts'

export interface PushMessage {
  payload: string
  ttlSeconds: number
  urgency: 'low' | 'normal' | 'high'
  /** What has not been shown yet, or was, is replaced by what has the same (RFC 8030, 5.4). */
  topic: string
}

/** In seconds. A browser that was away longer finds it in the inbox; sooner, where it may have become untrue meanwhile. */
const keptMax = 3 * 86_400
const keptOfWhatChangesMax = 12 * 3_600
/** In code units, of which each is three bytes at most: with address and frame far below the 4,096 bytes that services take. */
const titleMax = 120
const textMax = 300

/** @returns undefined where it is not true any more */
export function pushMessageOf(outgoing: Outgoing, now: Date): PushMessage | undefined {
  const { facts, content, urgent, digest, deliveryId } = outgoing
  const { until: trueUntil, mayChange } = validityOf(facts)
  const left = trueUntil ? Math.floor((trueUntil.getTime() - now.getTime()) / 1000) : Number.POSITIVE_INFINITY
  if (left <= 0) return undefined
  const topic = topicOf(digest ? `${facts.kind} ${facts.campaign?.id ?? 'all'}` : `delivery ${deliveryId}`)
  return {
    // Its first paragraph is enough on a screen that others may see; how it goes on is read where it leads.
    payload: payloadOf({
      title: content.title,
      text: content.paragraphs[0] ?? '',
      path: content.action.path,
      topic,
      language: facts.reader.language,
      at: facts.updated_at,
    }),
    ttlSeconds: Math.min(left, mayChange ? keptOfWhatChangesMax : keptMax),
    urgency: urgent ? 'high' : digest ? 'low' : 'normal',
    topic,
  }
}

/** What somebody asks for who wants to see whether it works; worth nothing in ten minutes. */
export function testMessage(language: Language, at: Date): PushMessage {
  const topic = topicOf('test')
  const [title, text] = [say(language, 'push_test_title'), say(language, 'push_test_text')]
  return {
    payload: payloadOf({ title, text, path: '/me/inbox', topic, language, at }),
    ttlSeconds: 600,
    urgency: 'high',
    topic,
  }
}

/** A push service reads it, and learns nothing: so many bytes, of the letters that it takes. */
function topicOf(what: string): string {
  return hash('sha256', `sambatan ${what}`, 'base64url').slice(0, 32)
}

interface Said {
  title: string
  text: string
  path: string
  topic: string
  language: Language
  at: Date
}

/** As web/public/push-worker.js reads it. */
function payloadOf({ title, text, path, topic, language, at }: Said): string {
  return JSON.stringify({
    title: short(title, titleMax),
    text: short(text, textMax),
    path,
    tag: topic,
    language,
    at: at.getTime(),
  })
}

function short(text: string, lengthMax: number): string {
  const kept = cut(text, lengthMax)
  return kept === text ? text : `${kept.trimEnd()}…`
}
