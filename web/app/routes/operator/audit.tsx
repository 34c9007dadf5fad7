import { plainLine } from '../../../../src/kernel/line.ts'
import { cut } from '../../../../src/kernel/text.ts'
import { Button, ButtonLink } from '../../components/button.tsx'
import { DownloadLinks } from '../../components/download-links.tsx'
import { Empty } from '../../components/empty.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { Paging } from '../../components/paging.tsx'
import { Refusal } from '../../components/refusal.tsx'
import { Table } from '../../components/table.tsx'
import { csvSeparator } from '../../csv-separator.ts'
import { eventNames, eventWord, subjectWord } from '../../event-words.ts'
import { dateTime } from '../../format.ts'
import { fromLocalInput } from '../../local-time.ts'
import { attempt, listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { getLocale } from '../../paraglide/runtime.js'
import type { Route } from './+types/audit.ts'
import { OperatorPage } from './frame.tsx'
import { namesIn } from './names.ts'
import { actorWords, metadataLines, shortId } from './words.ts'

export const loader = page(async ({ api, url }) => {
  const given = url.searchParams
  const [from, to] = [timeOf(given.get('from')), timeOf(given.get('to'))]
  const chosen = {
    event_id: eventNumber(given.get('event_id')),
    campaign_id: tidy(given.get('campaign_id')),
    subject: tidy(given.get('subject')),
    subject_id: tidy(given.get('subject_id')),
    event: tidy(given.get('event')),
    actor: actorOf(given.get('actor')),
    from: from.typed,
    to: to.typed,
  }
  const errors = errorsOf(chosen, from, to)
  const query = queryOf(chosen, from.time, to.time)
  const campaign =
    chosen.campaign_id && !errors.campaign_id ? await attempt(api.readCampaign({ id: chosen.campaign_id })) : undefined
  if (campaign?.ok === false) errors.campaign_id = m.operator_audit_campaign_unknown()
  const isReadable = Object.keys(errors).length === 0
  const found = isReadable
    ? await attempt(listed(url, (cursor) => api.exploreAudit({ ...query, limit: 50, ...cursor })))
    : undefined
  const items = found?.ok ? found.result.items : []
  return {
    events: items,
    next: found?.ok ? found.result.next : undefined,
    errors,
    problem: found?.ok === false ? found.problem : undefined,
    chosen,
    campaign: campaign?.ok ? campaign.result.title : undefined,
    filtered: Object.values(chosen).some((value) => value !== ''),
    names: namesIn(items.map((one) => [one.actor, one.actor_name])),
    files: isReadable ? filesOf(query) : undefined,
    here: url.pathname + url.search,
  }
})

interface Chosen {
  /** One event alone, come to by a link, as from the letter that tells of it. */
  event_id: string
  campaign_id: string
  /** What events are about, and its id: not typed, but come to by a link. */
  subject: string
  subject_id: string
  event: string
  actor: string
  from: string
  to: string
}

function tidy(given: string | null): string {
  return cut(plainLine(given ?? ''), 150)
}

/** A number that is none asks for no event alone. */
function eventNumber(given: string | null): string {
  return /^[1-9]\d{0,14}$/.test(given ?? '') ? given! : ''
}

/** People are typed by their id alone; the trail knows them as `user:<id>`. */
function actorOf(given: string | null): string {
  const actor = tidy(given)
  return actor === '' || /^(scheduler|service|anonymous|(user|key|sql):.*)$/.test(actor) ? actor : `user:${actor}`
}

interface TypedTime {
  /** As it stands in its field. */
  typed: string
  time: string | undefined
}

/** A day, as addresses of other programs have it, begins at midnight. */
function timeOf(given: string | null): TypedTime {
  const written = tidy(given)
  const typed = /^\d{4}-\d\d-\d\d$/.test(written) ? `${written}T00:00` : written
  return { typed, time: fromLocalInput(typed) }
}

/** What a filter means is never guessed: with one that cannot be read, nothing is looked for. */
function errorsOf({ campaign_id, event }: Chosen, from: TypedTime, to: TypedTime): Partial<Chosen> {
  const errors: Partial<Chosen> = {}
  if (!/^[0-9A-Za-z-]{0,100}$/.test(campaign_id)) errors.campaign_id = m.operator_audit_campaign_unknown()
  if (event && !eventNames.includes(event)) errors.event = m.operator_audit_event_unknown()
  if (from.typed && !from.time) errors.from = m.operator_time_unreadable()
  if (to.typed && !to.time) errors.to = m.operator_time_unreadable()
  if (from.time && to.time && from.time >= to.time) errors.to = m.operator_time_reversed({ from: m.operator_from() })
  return errors
}

function queryOf(
  { event_id, campaign_id, subject, subject_id, event, actor }: Chosen,
  from: string | undefined,
  to: string | undefined,
): Record<string, string> {
  return {
    ...(event_id && { event_id }),
    ...(campaign_id && { campaign_id }),
    ...(subject && { subject }),
    ...(subject_id && { subject_id }),
    ...(event && { event }),
    ...(actor && { actor }),
    ...(from && { from }),
    ...(to && { to }),
  }
}

/** The API's own files, which the session's cookie opens. */
function filesOf(query: Record<string, string>): { xlsx: string; csv: string } {
  const asked = { ...query, lang: getLocale() }
  return {
    xlsx: `/api/sambatan/audit.xlsx?${new URLSearchParams(asked)}`,
    csv: `/api/sambatan/audit.csv?${new URLSearchParams({ ...asked, separator: csvSeparator() })}`,
  }
}

export function meta() {
  return [{ title: `${m.operator_audit_title()} · ${m.site_name()}` }]
}

type Loaded = Route.ComponentProps['loaderData']

export default function Audit({ loaderData }: Route.ComponentProps) {
  const { events, next, problem, errors, filtered, files, here } = loaderData
  const isReadable = Object.keys(errors).length === 0
  return (
    <OperatorPage
      title={m.operator_audit_title()}
      lead={leadOf(loaderData)}
      actions={files && <DownloadLinks {...files} />}
    >
      <div className="space-y-6">
        <Filters loaded={loaderData} />
        {problem && <Refusal problem={problem} />}
        {events.length === 0 && next !== undefined && (
          <Empty title={m.operator_audit_further_title()}>{m.operator_audit_further()}</Empty>
        )}
        {!problem && isReadable && events.length === 0 && next === undefined && (
          <Empty
            title={m.operator_audit_empty_title()}
            action={
              filtered && (
                <ButtonLink href="/operator/audit" variant="quiet">
                  {m.filters_reset()}
                </ButtonLink>
              )
            }
          >
            {filtered ? m.operator_audit_empty_search() : m.operator_audit_empty()}
          </Empty>
        )}
        {events.length > 0 && <List loaded={loaderData} />}
        <Paging url={here} next={next} />
      </div>
    </OperatorPage>
  )
}

function leadOf({ campaign, chosen: { event_id, subject, subject_id } }: Loaded): string {
  if (event_id !== '') return m.operator_audit_one({ number: event_id })
  if (campaign !== undefined) return m.operator_audit_of({ title: campaign })
  if (subject === '') return m.operator_audit_lead()
  return m.operator_audit_of({ title: `${subjectWord(subject)} ${shortId(subject_id)}` })
}

function Filters({ loaded: { chosen, filtered, errors } }: { loaded: Loaded }) {
  const choices = ['', ...eventNames]
  if (!choices.includes(chosen.event)) choices.push(chosen.event)
  return (
    <details open={filtered && chosen.event_id === ''} className="group rounded-lg border border-line bg-surface">
      <summary className="flex min-h-12 cursor-pointer list-none items-center gap-1 px-4 font-semibold text-accent">
        {m.operator_filter()}
        <span aria-hidden="true" className="transition-transform group-open:rotate-180">
          ▾
        </span>
      </summary>
      <search>
        <form method="get" className="grid gap-4 border-t border-line p-4 sm:grid-cols-2 lg:grid-cols-3">
          <SelectField
            label={m.operator_event()}
            name="event"
            defaultValue={chosen.event}
            choices={choices.map((name) => [name, name === '' ? m.operator_any() : eventWord(name)])}
            error={errors.event}
          />
          <TextField
            label={m.operator_campaign()}
            name="campaign_id"
            defaultValue={chosen.campaign_id}
            hint={m.operator_audit_campaign_hint()}
            error={errors.campaign_id}
            autoComplete="off"
          />
          <TextField
            label={m.operator_by()}
            name="actor"
            defaultValue={chosen.actor}
            hint={m.operator_audit_actor_hint()}
            autoComplete="off"
          />
          {chosen.event_id !== '' && <input type="hidden" name="event_id" value={chosen.event_id} />}
          {chosen.subject !== '' && (
            <>
              <input type="hidden" name="subject" value={chosen.subject} />
              <input type="hidden" name="subject_id" value={chosen.subject_id} />
            </>
          )}
          <TimeField label={m.operator_from()} name="from" typed={chosen.from} error={errors.from} />
          <TimeField label={m.operator_to()} name="to" typed={chosen.to} error={errors.to} />
          <div className="flex flex-wrap items-center gap-4 sm:col-span-full">
            <Button variant="quiet" className="min-h-11" size="sm">
              {m.operator_filter_apply()}
            </Button>
            {filtered && (
              <a href="/operator/audit" className="inline-flex min-h-11 items-center text-sm font-semibold text-accent">
                {m.filters_reset()}
              </a>
            )}
          </div>
        </form>
      </search>
    </details>
  )
}

/** A browser's own field for times shows nothing of what is none. */
function TimeField({
  typed,
  error,
  ...rest
}: {
  label: string
  name: string
  typed: string
  error: string | undefined
}) {
  const type = fromLocalInput(typed) || typed === '' ? 'datetime-local' : 'text'
  return <TextField {...rest} type={type} defaultValue={typed} error={error} autoComplete="off" />
}

function List({ loaded: { events, names } }: { loaded: Loaded }) {
  return (
    <Table
      caption={m.operator_audit_title()}
      rows={events}
      rowKey={(one) => String(one.id)}
      columns={[
        { key: 'event', header: m.operator_event(), main: true, cell: (one) => eventWord(one.event) },
        {
          key: 'campaign',
          header: m.operator_audit_about(),
          label: '',
          cell: (one) => (
            <a href={`/operator/audit?${aboutQuery(one)}`} className="text-accent">
              {one.campaign_title ?? `${subjectWord(one.subject)} ${shortId(one.subject_id)}`}
            </a>
          ),
        },
        { key: 'details', header: m.operator_details(), cell: (one) => <Details of={one} /> },
        {
          key: 'actor',
          header: m.operator_by(),
          cell: (one) => {
            const { words, personId } = actorWords(one.actor, names)
            return personId === undefined ? (
              words
            ) : (
              <a href={`/operator/people/${encodeURIComponent(personId)}`} className="text-accent">
                {words}
              </a>
            )
          },
        },
        {
          key: 'time',
          header: m.operator_time(),
          narrow: true,
          cell: (one) => <time dateTime={one.timestamp}>{dateTime(one.timestamp)}</time>,
        },
      ]}
    />
  )
}

/** All that happened to the same campaign, or to what the event is about where it has none. */
function aboutQuery({ campaign_id, subject, subject_id }: Loaded['events'][number]): URLSearchParams {
  return new URLSearchParams(campaign_id === null ? { subject, subject_id } : { campaign_id })
}

function Details({ of: { metadata, currency } }: { of: Loaded['events'][number] }) {
  const participation = metadata.participation_id
  return (
    <>
      {metadataLines(metadata, currency ?? undefined).map((line) => (
        <span key={line} className="block">
          {line}
        </span>
      ))}
      {typeof participation === 'string' && (
        <a
          href={`/operator/participations/${participation}`}
          className="inline-flex min-h-11 items-center text-accent md:min-h-0"
        >
          {m.operator_see_participation()}
        </a>
      )}
    </>
  )
}
