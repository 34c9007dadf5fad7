/** Payments from a list of codes, as a seller keeps one: pasted, looked at line by line, and put on record as they choose. */
import type { ListedMoney } from '@sambatan/client'
import { Refusal } from '../../components/refusal.tsx'
import { answerHeaders, attempt, type Page, type Problem, page, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { askAgain, isNews } from '../../said.ts'
import { OperatorPage } from '../operator/frame.tsx'
import type { Route } from './+types/money-list.ts'
import { SellerPage } from './frame.tsx'
import { saidIn, wishOf } from './money-fields.tsx'
import { PastedDone, PastedForm, PastedPreview } from './money-list-steps.tsx'
import { saidOf, shownOf } from './money-listed.ts'
import { dayOf } from './money-words.ts'
import { onlyOwner } from './owner.ts'
import { linesOf, type PastedLine, pastedLinesMax } from './pasted-list.ts'

export const loader = page(async ({ api, params, whoAsks }) => {
  const id = params.id!
  const [campaign, me] = await Promise.all([api.readCampaign({ id }), whoAsks(), onlyOwner(api, id)])
  return {
    campaign: { id: campaign.id, title: campaign.title, currency: campaign.currency },
    isOthers: me.role === 'operator' && me.user_id !== campaign.seller_id,
    today: dayOf(new Date().toISOString()),
    key: crypto.randomUUID(),
  }
})

export const action = page(async (here) => {
  const form = await here.sentForm()
  const typed = { ...saidIn(form), list: text(form, 'list') }
  const start = { step: 'start' as const, typed }
  const intent = text(form, 'intent')
  if (intent === 'edit') return { ...start, problem: undefined }
  const { currency } = await here.api.readCampaign({ id: here.params.id! })
  const lines = linesOf(typed.list, currency)
  const problem = problemOf(lines.length)
  if (problem) return refused(problem, start)
  const read = lines.filter((line) => line.problem === undefined)
  const ticked = form.getAll('anyway').map(String)
  const ask = asker(here, read, wishOf(typed))
  // Of nothing that can be read there is nothing to ask.
  const seen = read.length === 0 ? nothing(currency) : await ask({ dryRun: true, anyway: [] })
  if (!seen.ok) return refused(seen.problem, start)
  const { totals } = seen.result
  const preview = { step: 'preview' as const, typed, ticked, rows: shownOf(lines, seen.result), totals }
  if (intent !== 'record' || read.length === 0) return { ...preview, problem: undefined }
  if (isNews(form, saidOf(seen.result.lines, ticked))) return askAgain(preview)
  const done = await ask({ dryRun: false, anyway: ticked, key: sentKey(form) })
  if (!done.ok) return refused(done.problem, preview)
  const rows = shownOf(lines, done.result)
  return { step: 'done' as const, typed, rows, totals: done.result.totals, problem: undefined }
})

function nothing(currency: string): { ok: true; result: ListedMoney } {
  return { ok: true, result: { dry_run: true, lines: [], currency, totals: { participations: 0, amount: 0 } } }
}

interface Asking {
  dryRun: boolean
  /** The codes of lines that are recorded also where they were asked about. */
  anyway: string[]
  key?: string
}

function asker({ api, params }: Pick<Page, 'api' | 'params'>, read: PastedLine[], payment: ReturnType<typeof wishOf>) {
  return ({ dryRun, anyway, key }: Asking) => {
    const lines = read.map(({ code = '', amount }) => ({
      code,
      ...(amount !== undefined && { amount }),
      ...(anyway.includes(code) && { anyway: true }),
    }))
    const { note: _, ...said } = payment
    const body = { lines, ...said, dry_run: dryRun }
    return attempt(api.recordListedMoney({ id: params.id!, body }, key === undefined ? {} : { idempotencyKey: key }))
  }
}

function problemOf(count: number): Problem | undefined {
  if (count > 0 && count <= pastedLinesMax) return undefined
  const [title, detail] =
    count === 0
      ? [m.pasted_empty_title(), m.pasted_empty()]
      : [m.pasted_too_many_title(), m.pasted_too_many({ maximum: String(pastedLinesMax) })]
  return { status: 422, code: 'pasted_list', title, detail, errors: [] }
}

export const headers = answerHeaders

export const meta = () => [{ title: `${m.pasted_title()} · ${m.site_name()}` }]

export default function MoneyFromList({ loaderData, actionData }: Route.ComponentProps) {
  const { campaign, isOthers, today, key } = loaderData
  const Frame = isOthers ? OperatorPage : SellerPage
  const book = `/sell/campaigns/${campaign.id}/money`
  const { step = 'start', typed, problem } = actionData ?? {}
  const leads = { start: m.pasted_lead(), preview: m.pasted_preview_lead(), done: campaign.title }
  return (
    <Frame
      title={step === 'done' ? m.pasted_done_title() : m.pasted_title()}
      lead={step === 'start' ? `${campaign.title}. ${leads.start}` : leads[step]}
      back={{ href: book, words: m.book_back_list() }}
      within={isOthers ? '/operator/money' : '/sell/money'}
      narrow
    >
      {problem && <Refusal problem={problem} />}
      {actionData?.step === 'preview' ? (
        <PastedPreview of={actionData} currency={campaign.currency} formKey={key} />
      ) : actionData?.step === 'done' ? (
        <PastedDone of={actionData} currency={campaign.currency} book={book} />
      ) : (
        <PastedForm typed={typed} problem={problem} today={today} currency={campaign.currency} />
      )}
    </Frame>
  )
}
