/** What the pages about webhooks have in common: they stand with sellers, for their own, and with operators, for all. */
import type { EventName, Webhook } from '@sambatan/client'
import type { AreaPageProps } from '../../components/area-page.tsx'
import { Checkbox, TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { errorAt } from '../../components/problem-notice.tsx'
import { Refusal } from '../../components/refusal.tsx'
import { ToldOnce } from '../../components/told-once.tsx'
import { eventNames, eventWord, subjectWord } from '../../event-words.ts'
import { type Problem, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { OperatorPage } from '../operator/frame.tsx'
import { SellerPage } from './frame.tsx'

/** Where the pages stand that were asked for. */
export function baseOf(url: URL): string {
  return url.pathname.startsWith('/operator') ? '/operator/webhooks' : '/sell/webhooks'
}

export const isOperators = (base: string): boolean => base.startsWith('/operator')

export function WebhookPage({ base, ...props }: AreaPageProps & { base: string }) {
  return isOperators(base) ? <OperatorPage {...props} /> : <SellerPage {...props} />
}

/** What people know it by. */
export const titleOf = ({ description, url }: Pick<Wish, 'description' | 'url'>): string =>
  description || new URL(url).host

/** Whose events it is told. */
export function whoseOf({ seller_id: id, seller_name: name }: Pick<Webhook, 'seller_id' | 'seller_name'>): string {
  return id === null ? m.webhook_whose_all() : (name ?? id)
}

/** What an event's name begins with says what it is about. What begins otherwise is told to operators alone. */
const subjects: [subject: string, begins: RegExp][] = [
  ['campaign', /^((campaign|deadline|price|offers)_|payment_(instructions|due|overdue))/],
  ['participation', /^(participant|hold|item|money|refund|payment|offer)_/],
  ['waiting_entry', /^waiting_/],
  ['product', /^product_/],
  ['seller', /^claims_/],
  ['endpoint', /^webhook_/],
  ['installation', /^/],
]

const subjectOf = (event: string) => subjects.find(([, begins]) => begins.test(event))![0]

export interface Wish {
  url: string
  description: string
  events: string[]
}

/** What was typed into the fields. */
export function wishIn(form: FormData) {
  const events = eventNames.filter((name) => form.getAll('events').includes(name)) as EventName[]
  return { url: text(form, 'url'), description: text(form, 'description'), events }
}

interface FieldsProps {
  /** Whether it is the installation's, which alone is told of the installation. */
  ofInstallation: boolean
  wish?: Wish | undefined
  problem: Problem | undefined
}

/** The fields of an endpoint. */
export function WebhookFields({ ofInstallation, wish, problem }: FieldsProps) {
  const offered = subjects.filter(([subject]) => ofInstallation || subject !== 'installation')
  return (
    <>
      <TextField
        label={m.webhook_url()}
        name="url"
        type="url"
        required
        maxLength={2000}
        autoComplete="off"
        defaultValue={wish?.url}
        error={errorAt(problem, 'url')}
        hint={m.webhook_url_hint()}
      />
      <TextField
        label={m.webhook_description()}
        optional
        name="description"
        maxLength={200}
        autoComplete="off"
        defaultValue={wish?.description}
        error={errorAt(problem, 'description')}
        hint={m.webhook_description_hint()}
      />
      <fieldset aria-describedby="events-hint">
        <legend className="text-sm font-semibold">{m.webhook_events()}</legend>
        <p id="events-hint" className="mt-1 text-sm text-soft">
          {m.webhook_events_hint()}
        </p>
        <div className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface px-4">
          {offered.map(([subject]) => (
            <fieldset key={subject} className="py-3">
              <legend className="float-left w-full text-xs text-soft">{subjectWord(subject)}</legend>
              <div className="clear-both grid gap-x-6 sm:grid-cols-2">
                {eventNames
                  .filter((name) => subjectOf(name) === subject)
                  .map((name) => (
                    <Checkbox
                      key={name}
                      id={`event-${name}`}
                      name="events"
                      value={name}
                      label={eventWord(name)}
                      defaultChecked={wish?.events.includes(name)}
                    />
                  ))}
              </div>
            </fieldset>
          ))}
        </div>
      </fieldset>
    </>
  )
}

/** Why nothing was saved; what is wrong with a field stands beside it. */
export function Refused({ problem }: { problem: Problem | undefined }) {
  if (!problem) return null
  return problem.errors.length === 0 ? <Refusal problem={problem} /> : <Notice tone="bad" lands title={problem.title} />
}

/** A secret that was just made. */
export function Secret({ secret }: { secret: string | null }) {
  if (secret === null) {
    return (
      <Notice tone="warn" title={m.webhook_secret_repeat_title()}>
        {m.webhook_secret_repeat()}
      </Notice>
    )
  }
  return (
    <div className="space-y-5">
      <Notice tone="warn" title={m.webhook_secret_once_title()}>
        {m.webhook_secret_once()}
      </Notice>
      <ToldOnce label={m.webhook_secret()} secret={secret} />
    </div>
  )
}
