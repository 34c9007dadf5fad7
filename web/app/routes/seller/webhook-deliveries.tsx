import type { WebhookDelivery } from '@sambatan/client'
import { Button } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { eventWord } from '../../event-words.ts'
import { dateTime, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import { isOperators } from './webhook-frame.tsx'

/** What was just sent, and when it had been tried last, in milliseconds; 0: never. */
export interface Sent {
  id: number
  after: number
}

export function lastTried({ attempts: [last] }: WebhookDelivery): number {
  return last === undefined ? 0 : Date.parse(last.at)
}

export function isAnswered(delivery: WebhookDelivery, { after }: Sent): boolean {
  return lastTried(delivery) > after
}

interface Props {
  deliveries: WebhookDelivery[]
  /** Null: nothing was. */
  sent: Sent | null
  formKey: string
  enabled: boolean
  base: string
}

/** What an endpoint was told, each with what was asked and answered. */
export function Deliveries({ deliveries, sent, ...rest }: Props) {
  const justSent = sent === null ? undefined : deliveries.find(({ id }) => id === sent.id)
  return (
    <>
      {sent && <News delivery={justSent && isAnswered(justSent, sent) ? justSent : undefined} />}
      {deliveries.length === 0 ? (
        <Empty title={m.webhook_log_empty_title()}>{m.webhook_log_empty()}</Empty>
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {deliveries.map((delivery) => (
            <Delivery key={delivery.id} delivery={delivery} open={delivery === justSent} {...rest} />
          ))}
        </ul>
      )}
    </>
  )
}

/** What came of what was just sent; undefined: nothing yet. */
function News({ delivery }: { delivery: WebhookDelivery | undefined }) {
  const attempt = delivery?.attempts[0]
  const isTaken = delivery?.state === 'delivered'
  const words = isTaken
    ? m.webhook_news_taken({ ms: number(attempt?.duration_ms ?? 0) })
    : attempt
      ? m.webhook_news_refused({ answer: answerOf(attempt) })
      : m.webhook_news_sent()
  return (
    <div className="mb-4">
      <Notice tone={isTaken ? 'good' : attempt ? 'bad' : 'info'} lands>
        {words}
      </Notice>
    </div>
  )
}

function Delivery({
  delivery,
  open,
  formKey,
  enabled,
  base,
}: { delivery: WebhookDelivery; open: boolean } & Omit<Props, 'deliveries' | 'sent'>) {
  const { attempts, campaign_id: campaign } = delivery
  const [last] = attempts
  return (
    <li>
      <details open={open} className="group">
        <summary className="flex min-h-11 cursor-pointer list-none items-start gap-3 py-3">
          <span className="min-w-0 flex-1">
            <span className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span className="font-semibold">
                {delivery.type === 'webhook_test' ? m.webhook_test_event() : eventWord(delivery.type)}
              </span>
              <State delivery={delivery} />
            </span>
            <span className="numbers block text-sm text-soft">
              {[
                dateTime(delivery.created_at),
                last && answerOf(last),
                last && m.webhook_ms({ ms: number(last.duration_ms) }),
                attempts.length > 1 && m.webhook_attempts({ count: number(attempts.length) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </span>
          <svg
            aria-hidden="true"
            viewBox="0 0 16 16"
            className="mt-1 size-4 shrink-0 fill-none stroke-current stroke-2 text-soft transition-transform group-open:rotate-180"
          >
            <path strokeLinecap="round" strokeLinejoin="round" d="m3.5 6 4.5 4.5L12.5 6" />
          </svg>
        </summary>
        <div className="space-y-4 pb-5">
          <p className="flex flex-wrap gap-x-4 text-sm text-soft">
            <code className="break-all">{delivery.webhook_id}</code>
            {campaign && (
              <a href={`/sell/campaigns/${campaign}`} className="text-accent">
                {m.webhook_campaign()}
              </a>
            )}
          </p>
          {attempts.map((attempt) => (
            <Attempt key={attempt.at} attempt={attempt} />
          ))}
          {attempts.length === 0 && (
            <p className="text-sm text-soft">{[m.webhook_no_attempt(), delivery.reason].filter(Boolean).join(' ')}</p>
          )}
          <div className="flex flex-wrap items-center gap-3">
            {enabled && delivery.state !== 'discarded' && (
              <PostForm>
                <input type="hidden" name="key" value={`${formKey}-${delivery.id}`} />
                <input type="hidden" name="delivery" value={delivery.id} />
                <Button size="sm" variant="quiet" className="min-h-11">
                  {m.webhook_resend()}
                </Button>
              </PostForm>
            )}
            {isOperators(base) && delivery.state === 'dead' && (
              <a href="/operator/dead-letters" className="text-sm text-accent">
                {m.operator_dead_title()}
              </a>
            )}
          </div>
        </div>
      </details>
    </li>
  )
}

function State({ delivery }: { delivery: WebhookDelivery }) {
  const { state, attempts } = delivery
  const isFailing = state === 'dead' || (state === 'pending' && attempts.length > 0)
  const tone = state === 'dead' ? 'font-semibold text-bad' : isFailing ? 'font-semibold text-warn' : ''
  return (
    <span className={`text-sm ${tone || (state === 'delivered' ? 'text-good' : 'text-soft')}`}>
      {stateWords(delivery)}
    </span>
  )
}

function stateWords({ state, next_attempt_at: next, attempts }: WebhookDelivery): string {
  if (state === 'pending') {
    return next === null || attempts.length === 0
      ? m.webhook_delivery_due()
      : m.webhook_delivery_pending({ time: dateTime(next) })
  }
  return {
    delivered: m.webhook_delivery_delivered,
    dead: m.webhook_delivery_dead,
    discarded: m.webhook_delivery_discarded,
  }[state]()
}

type TriedOnce = WebhookDelivery['attempts'][number]

const answerOf = ({ status }: TriedOnce): string =>
  status === null ? m.webhook_no_answer() : m.webhook_answered({ status: String(status) })

function Attempt({ attempt }: { attempt: TriedOnce }) {
  const { at, duration_ms, status, answer, reason, request } = attempt
  const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`)
  return (
    <div className="rounded-md border border-line bg-surface px-4 py-3 text-sm">
      <p className="numbers font-semibold">
        {[dateTime(at), answerOf(attempt), m.webhook_ms({ ms: number(duration_ms) })].join(' · ')}
      </p>
      {status === null && reason && <p className="mt-1 break-words text-bad">{reason}</p>}
      {status !== null && status >= 300 && status < 400 && (
        <p className="mt-1 text-bad">{m.webhook_answered_elsewhere()}</p>
      )}
      <Raw title={m.webhook_request()} text={[`POST ${request.url}`, ...headers, '', request.body].join('\n')} />
      {answer && <Raw title={m.webhook_answer()} text={answer} />}
    </div>
  )
}

function Raw({ title, text }: { title: string; text: string }) {
  return (
    <>
      <p className="mt-3 text-xs text-soft">{title}</p>
      <pre className="mt-1 max-h-72 overflow-auto rounded-sm bg-sunken p-3 text-xs break-all whitespace-pre-wrap">
        {text}
      </pre>
    </>
  )
}
