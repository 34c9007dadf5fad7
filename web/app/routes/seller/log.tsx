/** What has happened to a campaign, in sentences. */
import type { CampaignLog } from '@sambatan/client'
import { eventWord } from '../../event-words.ts'
import { ago, dateTime, money, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'

interface Props {
  logs: CampaignLog[]
  currency: string
  now: string
  /** Whose page it is: what they did is said to be theirs. */
  me: string
}

export function Log({ logs, currency, now, me }: Props) {
  return (
    <ol className="divide-y divide-line border-y border-line">
      {withoutRepeats(logs).map((log, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: events of one moment are told apart by their place alone
        <li key={log.timestamp + i} className="flex flex-wrap items-baseline justify-between gap-x-6 py-3">
          <span className="min-w-0 break-words">
            <Event sentence={sentenceOf(log, currency)} actor={actorWords(log.actor, me)} />
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

/** What sentences about an event can name. */
interface Said {
  name: string
  count: string
  time: string
  amount: string
}

function sentenceOf({ event, metadata, ...log }: CampaignLog, currency: string): string {
  const { quantity, new_deadline, kind } = metadata
  const key = event === 'money_recorded' || event === 'money_reversed' ? `${event}_${kind}` : event
  const words = m[`seller_log_${key}` as keyof typeof m] as unknown as ((said: Said) => string) | undefined
  const name = log.buyer_name ?? log.buyer_id
  const sentence = words?.({
    name: name ?? m.seller_log_somebody(),
    count: number(Number(quantity ?? 0)),
    time: typeof new_deadline === 'string' ? dateTime(new_deadline) : '',
    amount: money(Number(metadata.amount ?? 0), currency),
  })
  // An event that has no sentence here has its name.
  if (sentence === undefined) return eventWord(event)
  // Names and ids stay as they are written.
  return name === null ? capital(sentence) : sentence
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
