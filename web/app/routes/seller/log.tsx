/** What has happened to a campaign, in sentences. */
import type { CampaignLog } from '@sambatan/client'
import { ago, dateTime, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'

interface Props {
  logs: CampaignLog[]
  now: string
  /** Whose page it is: what they did is said to be theirs. */
  me: string
  /** Names of those who joined, by participation. */
  names: Map<string, string>
}

export function Log({ logs, now, me, names }: Props) {
  return (
    <ol className="divide-y divide-line border-y border-line">
      {withoutRepeats(logs).map((log, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: events of one moment are told apart by their place alone
        <li key={log.timestamp + i} className="flex flex-wrap items-baseline justify-between gap-x-6 py-3">
          <span className="min-w-0 break-words">
            <Event sentence={sentenceOf(log, names)} actor={actorWords(log.actor, me)} />
          </span>
          <time dateTime={log.timestamp} title={dateTime(log.timestamp)} className="text-sm text-soft">
            {ago(log.timestamp, now)}
          </time>
        </li>
      ))}
    </ol>
  )
}

/** `Diterbitkan · olehmu`: a sentence that goes on has no full stop yet. */
function Event({ sentence, actor }: { sentence: string; actor: string }) {
  if (actor === '') return sentence
  return (
    <>
      {sentence.replace(/\.$/, '')} <span className="text-sm text-soft">· {actor}</span>
    </>
  )
}

/** A draft that saves itself is changed every few seconds; that it was is worth saying once. */
function withoutRepeats(logs: CampaignLog[]): CampaignLog[] {
  return logs.filter(
    ({ event, actor }, i) =>
      event !== 'campaign_updated' || logs[i - 1]?.event !== event || logs[i - 1]?.actor !== actor,
  )
}

type Words = (given: { name: string; count: string }) => string

const participationWords: Record<string, Words> = {
  participant_joined: m.seller_log_joined,
  participant_confirmed: m.seller_log_confirmed,
  participant_cancelled: m.seller_log_left,
  participant_refunded: m.seller_log_refunded,
  participant_fulfilled: m.seller_log_fulfilled,
  hold_expired: m.seller_log_lapsed,
  participant_changed: m.seller_log_changed,
}

const campaignWords: Record<string, () => string> = {
  campaign_created: m.seller_log_created,
  campaign_updated: m.seller_log_updated,
  campaign_published: m.seller_log_published,
  campaign_opened: m.seller_log_opened,
  campaign_full: m.seller_log_full,
  campaign_reopened: m.seller_log_reopened,
  campaign_completed: m.seller_log_completed,
  campaign_failed: m.seller_log_failed,
  campaign_cancelled: m.seller_log_cancelled,
  campaign_photo_added: m.seller_log_photo_added,
  campaign_photo_removed: m.seller_log_photo_removed,
}

function sentenceOf({ event, metadata }: CampaignLog, names: Map<string, string>): string {
  const { participation_id: id, quantity, old_status, new_deadline, deadline } = metadata
  const name = names.get(String(id))
  const about =
    event === 'participant_refunded' && old_status === 'reserved' ? m.seller_log_unpaid : participationWords[event]
  const words = about?.({ name: name ?? m.seller_log_somebody(), count: number(Number(quantity ?? 0)) })
  // Names and ids stay as they are written.
  if (words) return name === undefined ? capital(words) : words
  if (event === 'campaign_extended') {
    const until = new_deadline ?? deadline
    return typeof until === 'string' ? m.seller_log_extended({ time: dateTime(until) }) : m.seller_log_extended_alone()
  }
  // An event of a later version is shown by its own word rather than not at all.
  return campaignWords[event]?.() ?? event
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

function actorWords(actor: string, me: string): string {
  if (actor === `user:${me}`) return m.seller_log_by_you()
  if (actor.startsWith('scheduler') || actor === 'system') return m.seller_log_by_time()
  // An API key is another system as well; what is older says so without `machine:`.
  if (/^(machine:|service$|key:)/.test(actor)) return m.seller_log_by_service()
  return ''
}
