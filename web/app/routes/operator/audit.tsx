import { Button, ButtonLink } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { Paging } from '../../components/paging.tsx'
import { Refusal } from '../../components/refusal.tsx'
import { Table } from '../../components/table.tsx'
import { dateTime, fromLocalInput } from '../../format.ts'
import { attempt, listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { getLocale } from '../../paraglide/runtime.js'
import type { Route } from './+types/audit.ts'
import { ExportLink, OperatorPage } from './frame.tsx'
import { namesOf } from './names.ts'
import { actorWords, eventNames, eventWord, metadataLines, shortId } from './words.ts'

export const loader = page(async ({ api, url }) => {
  const given = url.searchParams
  const chosen = {
    campaign_id: tidy(given.get('campaign_id')),
    event: eventNames.find((name) => name === given.get('event')) ?? '',
    actor: actorOf(given.get('actor')),
    from: tidy(given.get('from')),
    to: tidy(given.get('to')),
  }
  const query = queryOf(chosen)
  const isSpelled = /^[0-9A-Za-z-]{0,100}$/.test(chosen.campaign_id)
  const [found, campaign] = await Promise.all([
    isSpelled ? attempt(listed(url, (from) => api.exploreAudit({ ...query, limit: 50, ...from }))) : undefined,
    isSpelled && chosen.campaign_id ? attempt(api.readCampaign({ id: chosen.campaign_id })) : undefined,
  ])
  const items = found?.ok ? found.result.items : []
  const isUnknown = !isSpelled || campaign?.ok === false
  return {
    events: items,
    next: found?.ok ? found.result.next : undefined,
    isUnknown,
    problem: found?.ok === false && !isUnknown ? found.problem : undefined,
    chosen,
    campaign: campaign?.ok ? campaign.result.title : undefined,
    filtered: Object.values(chosen).some((value) => value !== ''),
    names: await namesOf(
      api,
      items.map((one) => one.actor),
    ),
    csv: `/api/sambatan/audit.csv?${new URLSearchParams({ ...query, lang: getLocale() })}`,
    here: url.pathname + url.search,
  }
})

interface Chosen {
  campaign_id: string
  event: string
  actor: string
  from: string
  to: string
}

function tidy(given: string | null): string {
  return given?.trim().slice(0, 150) ?? ''
}

/** People are typed by their id alone; the trail knows them as `user:<id>`. */
function actorOf(given: string | null): string {
  const actor = tidy(given)
  return actor === '' || /^(scheduler|service|anonymous|(user|key|sql):.*)$/.test(actor) ? actor : `user:${actor}`
}

function queryOf({ campaign_id, event, actor, from, to }: Chosen): Record<string, string> {
  const [since, until] = [fromLocalInput(from), fromLocalInput(to)]
  return {
    ...(campaign_id && { campaign_id }),
    ...(event && { event }),
    ...(actor && { actor }),
    ...(since && { from: since }),
    ...(until && { to: until }),
  }
}

export function meta() {
  return [{ title: `${m.operator_audit_title()} · ${m.site_name()}` }]
}

type Loaded = Route.ComponentProps['loaderData']

export default function Audit({ loaderData }: Route.ComponentProps) {
  const { events, next, problem, isUnknown, filtered, campaign, csv, here } = loaderData
  return (
    <OperatorPage
      title={m.operator_audit_title()}
      lead={campaign === undefined ? m.operator_audit_lead() : m.operator_audit_of({ title: campaign })}
      actions={<ExportLink href={csv} />}
    >
      <div className="space-y-6">
        <Filters loaded={loaderData} />
        {problem && <Refusal problem={problem} />}
        {!problem && events.length === 0 && next !== undefined && (
          <Empty title={m.operator_audit_further_title()}>{m.operator_audit_further()}</Empty>
        )}
        {!problem && !isUnknown && events.length === 0 && next === undefined && (
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

function Filters({ loaded: { chosen, filtered, isUnknown } }: { loaded: Loaded }) {
  return (
    <details open={filtered} className="rounded-lg border border-line bg-surface">
      <summary className="flex min-h-12 cursor-pointer items-center gap-1 px-4 font-semibold text-accent">
        {m.operator_filter()}
        <span aria-hidden="true">▾</span>
      </summary>
      <search>
        <form method="get" className="grid gap-4 border-t border-line p-4 sm:grid-cols-2 lg:grid-cols-3">
          <SelectField
            label={m.operator_event()}
            name="event"
            defaultValue={chosen.event}
            choices={[['', m.operator_any()], ...eventNames.map((name): [string, string] => [name, eventWord(name)])]}
          />
          <TextField
            label={m.operator_campaign()}
            name="campaign_id"
            defaultValue={chosen.campaign_id}
            hint={m.operator_audit_campaign_hint()}
            error={isUnknown ? m.operator_audit_campaign_unknown() : undefined}
            autoComplete="off"
          />
          <TextField
            label={m.operator_by()}
            name="actor"
            defaultValue={chosen.actor}
            hint={m.operator_audit_actor_hint()}
            autoComplete="off"
          />
          <TextField label={m.operator_from()} name="from" type="datetime-local" defaultValue={chosen.from} />
          <TextField label={m.operator_to()} name="to" type="datetime-local" defaultValue={chosen.to} />
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
          header: m.operator_campaign(),
          label: '',
          cell: (one) => (
            <a href={`/operator/audit?campaign_id=${one.campaign_id}`} className="text-accent">
              {one.campaign_title ?? shortId(one.campaign_id)}
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

function Details({ of: { event, metadata, currency } }: { of: Loaded['events'][number] }) {
  const participation = metadata.participation_id
  return (
    <>
      {metadataLines(event, metadata, currency ?? undefined).map((line) => (
        <span key={line} className="block break-words">
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
