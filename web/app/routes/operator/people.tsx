import { Button, ButtonLink } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { SelectField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { Paging } from '../../components/paging.tsx'
import { SearchBox } from '../../components/search-box.tsx'
import { Table } from '../../components/table.tsx'
import { date } from '../../format.ts'
import { asked, listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/people.ts'
import { ExportLinks, OperatorPage } from './frame.tsx'
import { roleNames, roleWord, shortId } from './words.ts'

export const loader = page(async ({ api, url }) => {
  const given = url.searchParams
  const chosen = {
    q: asked(given, 'q'),
    role: roleNames.find((role) => role === given.get('role')),
  }
  const query = { limit: 25, ...(chosen.q && { q: chosen.q }), ...(chosen.role && { role: chosen.role }) }
  const { items, next } = await listed(url, (from) => api.listPeople({ ...query, ...from }))
  return {
    people: items,
    next,
    chosen,
    here: url.pathname + url.search,
    query: url.search,
    erased: given.get('done') === 'erased',
  }
})

export function meta() {
  return [{ title: `${m.operator_people_title()} · ${m.site_name()}` }]
}

type Person = Route.ComponentProps['loaderData']['people'][number]

export default function People({ loaderData }: Route.ComponentProps) {
  const { people, next, chosen, here, query, erased } = loaderData
  const filtered = chosen.q !== '' || chosen.role !== undefined
  return (
    <OperatorPage
      title={m.operator_people_title()}
      lead={m.operator_people_lead()}
      actions={<ExportLinks name="people" query={query} />}
    >
      {erased && <Notice tone="good">{m.operator_done_erased()}</Notice>}
      <div className="space-y-6">
        <search>
          <form method="get" className="grid items-end gap-3 sm:grid-cols-[minmax(0,1fr)_12rem_auto]">
            <SearchBox
              label={m.operator_people_search()}
              placeholder={m.operator_people_placeholder()}
              value={chosen.q}
            />
            <SelectField
              label={m.operator_role()}
              name="role"
              defaultValue={chosen.role ?? ''}
              choices={[['', m.operator_any()], ...roleNames.map((role): [string, string] => [role, roleWord(role)])]}
            />
            <Button variant="quiet">{m.operator_search()}</Button>
          </form>
        </search>
        {people.length === 0 ? <NoOne chosen={chosen} /> : <List people={people} />}
        {filtered && people.length > 0 && (
          <p className="text-sm">
            <a href="/operator/people" className="text-accent">
              {m.filters_reset()}
            </a>
          </p>
        )}
        <Paging url={here} next={next} />
      </div>
    </OperatorPage>
  )
}

function List({ people }: { people: Person[] }) {
  return (
    <Table
      caption={m.operator_people_title()}
      rows={people}
      rowKey={(person) => person.id}
      columns={[
        {
          key: 'name',
          header: m.operator_name(),
          main: true,
          cell: (person) => (
            <a
              href={`/operator/people/${encodeURIComponent(person.id)}`}
              className="inline-flex min-h-11 items-center text-accent md:min-h-0"
            >
              {person.name || m.operator_nameless({ id: shortId(person.id) })}
            </a>
          ),
        },
        {
          key: 'email',
          header: m.operator_email(),
          label: '',
          cell: (person) => person.email && <Mail person={person} />,
        },
        { key: 'role', header: m.operator_role(), label: '', cell: (person) => roleWord(person.role) },
        {
          key: 'factor',
          header: m.operator_two_factor(),
          cell: (person) => person.two_factor_enabled && m.operator_on(),
        },
        { key: 'since', header: m.operator_since(), narrow: true, cell: (person) => date(person.created_at) },
      ]}
    />
  )
}

function Mail({ person: { email, email_verified } }: { person: Person }) {
  return (
    <>
      <span className="break-all">{email}</span>
      {!email_verified && <span className="block text-xs text-warn">{m.operator_unverified()}</span>}
    </>
  )
}

/** An id of a marketplace that embeds this one has no profile, but it may have participations. */
function NoOne({ chosen: { q, role } }: { chosen: { q: string; role?: string | undefined } }) {
  return (
    <Empty
      title={m.operator_people_empty_title()}
      action={
        <>
          {q && (
            <ButtonLink href={`/operator/people/${encodeURIComponent(q)}`} variant="quiet">
              {m.operator_people_by_id({ id: q })}
            </ButtonLink>
          )}
          {(q || role) && (
            <ButtonLink href="/operator/people" variant="quiet">
              {m.filters_reset()}
            </ButtonLink>
          )}
        </>
      }
    >
      {q ? m.operator_people_empty_search() : m.operator_people_empty()}
    </Empty>
  )
}
