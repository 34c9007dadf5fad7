import { Button, ButtonLink } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Paging } from '../../components/paging.tsx'
import { SearchBox } from '../../components/search-box.tsx'
import { asked, listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/access-log.ts'
import { AccessTable } from './access-table.tsx'
import { ExportLinks, OperatorPage } from './frame.tsx'
import { namesInLog } from './names.ts'

export const loader = page(async ({ api, url }) => {
  const personId = asked(url.searchParams, 'person_id', 128)
  const query = { limit: 50, ...(personId && { person_id: personId }) }
  const { items, next } = await listed(url, (from) => api.listAccessLog({ ...query, ...from }))
  return {
    entries: items,
    next,
    personId,
    names: namesInLog(items),
    here: url.pathname + url.search,
    query: url.search,
  }
})

export function meta() {
  return [{ title: `${m.operator_access_title()} · ${m.site_name()}` }]
}

export default function AccessLog({ loaderData }: Route.ComponentProps) {
  const { entries, next, personId, names, here, query } = loaderData
  return (
    <OperatorPage
      title={m.operator_access_title()}
      lead={m.operator_access_lead()}
      actions={<ExportLinks name="access-log" query={query} />}
    >
      <div className="space-y-6">
        <search>
          <form method="get" className="grid items-end gap-3 sm:grid-cols-[minmax(0,28rem)_auto_auto] sm:justify-start">
            <SearchBox
              name="person_id"
              label={m.operator_person_id()}
              placeholder={m.operator_person_id_placeholder()}
              value={personId}
            />
            <Button variant="quiet">{m.operator_filter()}</Button>
            {personId && (
              <a
                href="/operator/access-log"
                className="inline-flex min-h-12 items-center text-sm font-semibold text-accent"
              >
                {m.filters_reset()}
              </a>
            )}
          </form>
        </search>
        {entries.length === 0 ? (
          <Empty
            title={personId ? m.operator_people_empty_title() : m.operator_access_empty_title()}
            action={
              personId && (
                <ButtonLink href="/operator/people" variant="quiet">
                  {m.operator_people_title()}
                </ButtonLink>
              )
            }
          >
            {personId ? m.operator_access_empty_search() : m.operator_access_empty()}
          </Empty>
        ) : (
          <AccessTable entries={entries} names={names} />
        )}
        <Paging url={here} next={next} />
      </div>
    </OperatorPage>
  )
}
