/**
 * Tables of the operator's pages as files, with the same filters and in the words of the page: `/operator/export/people.xlsx`
 * and `.csv`. What they are made of is the same lists, page after page.
 */
import { data } from 'react-router'
import type { Problem } from '../../../../src/kernel/problem.ts'
import { campaignStatuses } from '../../components/status.tsx'
import type { PageContext } from '../../context.ts'
import { csvSeparator } from '../../csv-separator.ts'
import { type Api, asked, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { getLocale } from '../../paraglide/runtime.js'
import type { Route } from './+types/export.ts'
import { roleNames } from './words.ts'

type Refusal = Problem<'exports_at_once'> | Problem<'export_busy'>

type Make = PageContext['makeFile']
type Form = Parameters<Make>[2]

/** Each is made of the rows that its page asks for. */
const files: Record<string, (make: Make, form: Form, api: Api, given: URLSearchParams) => Promise<Response>> = {
  campaigns: (make, form, api, given) => make('campaigns', campaigns(api, given), form),
  people: (make, form, api, given) => make('people', people(api, given), form),
  keys: (make, form, api) => make('keys', api.each.listApiKeys({ limit: 100 }), form),
  runs: (make, form, api) => make('runs', api.each.listSchedulerRuns({ limit: 100 }), form),
  'access-log': (make, form, api, given) => make('access-log', accessLog(api, given), form),
}

/** Not the loader of a resource: what is refused must be a page, as of every other address that people open. */
const answer = page(async ({ params, api, url, context }) => {
  const [, name = '', ending] = /^([a-z-]+)\.(csv|xlsx)$/.exec(params.name!) ?? []
  const file = Object.hasOwn(files, name) ? files[name] : undefined
  if (file === undefined) throw data(null, { status: 404 })
  const form = { ending: ending as Form['ending'], language: getLocale(), separator: csvSeparator() }
  return file(context.makeFile, form, api, url.searchParams).catch(refuse)
})

export const middleware: Route.MiddlewareFunction[] = [(args) => answer(args)]

export default function Export() {
  return null
}

/** What has too many files to make, or to give, says so with a page. */
function refuse(error: unknown): never {
  const { code, params, retryAfterSeconds } = error as Refusal
  if (code === 'exports_at_once') {
    const heading = m.operator_export_own_title({ count: String(params.maximum) })
    throw data({ heading, detail: m.operator_export_own(), retryAfterSeconds }, { status: 429 })
  }
  if (code !== 'export_busy') throw error
  const said = { heading: m.operator_export_busy_title(), detail: m.operator_export_busy(), retryAfterSeconds }
  throw data(said, { status: 503 })
}

function campaigns(api: Api, given: URLSearchParams) {
  const q = asked(given, 'q')
  const seller = asked(given, 'seller_id', 128)
  const status = campaignStatuses.find((one) => one === given.get('status'))
  return api.each.listCampaigns({
    limit: 100,
    status: status ? [status] : campaignStatuses,
    ...(q && { q }),
    ...(seller && { seller_id: seller }),
    ...(given.get('below_goal') === 'true' && { below_goal: 'true' as const }),
  })
}

function people(api: Api, given: URLSearchParams) {
  const q = asked(given, 'q')
  const role = roleNames.find((one) => one === given.get('role'))
  return api.each.listPeople({ limit: 100, ...(q && { q }), ...(role && { role }) })
}

function accessLog(api: Api, given: URLSearchParams) {
  const person = asked(given, 'person_id', 128)
  return api.each.listAccessLog({ limit: 100, ...(person && { person_id: person }) })
}
