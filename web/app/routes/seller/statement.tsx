/** The seller's bank statement: sent, looked at, and put on record as they choose. Its steps are answers to one form after another. */
import { ButtonLink } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { Refusal } from '../../components/refusal.tsx'
import { answerHeaders, attempt, type Problem, page, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/statement.ts'
import { SellerPage } from './frame.tsx'
import { dayOf } from './money-words.ts'
import { chosenIn, contentIn, recordAll, saidIn } from './statement-data.ts'
import { StatementDone } from './statement-done.tsx'
import { StatementForm } from './statement-form.tsx'
import { StatementMapping } from './statement-mapping.tsx'
import { StatementPreview } from './statement-preview.tsx'
import { isOfDemo, owedForSample, sampleStatement } from './statement-sample.ts'

export const loader = page(async ({ api, url, whoAsks }) => {
  const id = url.searchParams.get('campaign')
  const campaign = id ? await attempt(api.readCampaign({ id })) : undefined
  const sellerId = (await whoAsks()).user_id ?? ''
  return {
    hasSample: isOfDemo(sellerId) && (await owedForSample(api, sellerId)).length > 0,
    campaign: campaign?.ok ? { id: campaign.result.id, title: campaign.result.title } : undefined,
    key: crypto.randomUUID(),
  }
})

export const action = page(async ({ api, sentForm, whoAsks }) => {
  const form = await sentForm()
  if (form.get('intent') === 'sample') {
    const sellerId = (await whoAsks()).user_id ?? ''
    const owed = isOfDemo(sellerId) ? await owedForSample(api, sellerId) : []
    const pasted = owed.length === 0 ? '' : sampleStatement(owed, dayOf(new Date().toISOString()))
    return { step: 'start' as const, pasted, isSample: pasted !== '' }
  }
  if (form.get('intent') === 'record') {
    const chosen = chosenIn(form)
    const done = await attempt(recordAll(api, chosen, sentKey(form)))
    if (!done.ok) return refused(done.problem, { step: 'start' as const })
    return { step: 'done' as const, done: done.result, chosen }
  }
  const content = await contentIn(form)
  if (content === undefined) {
    const problem = { status: 422, code: 'statement_empty', title: m.statement_nothing(), detail: '', errors: [] }
    return refused(problem satisfies Problem, { step: 'start' as const })
  }
  const said = saidIn(form)
  const campaign = text(form, 'campaign')
  const read = await attempt(
    api.previewStatement(
      { body: content.bytes, ...said, ...(campaign && { campaign_id: campaign }) },
      { headers: { 'content-type': content.type } },
    ),
  )
  if (!read.ok) return refused(read.problem, { step: 'start' as const, pasted: text(form, 'text') })
  const preview = read.result
  if (preview.needs.length === 0) return { step: 'preview' as const, preview }
  return { step: 'mapping' as const, preview, said, content: Buffer.from(content.bytes).toString('base64') }
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.statement_title()} · ${m.site_name()}` }]

export default function StatementPage({ loaderData: { campaign, hasSample, key }, actionData }: Route.ComponentProps) {
  const back = { href: '/sell/money', words: m.book_title() }
  const start = campaign ? `/sell/money/statement?campaign=${campaign.id}` : '/sell/money/statement'
  const about = campaign && m.statement_of_campaign({ title: campaign.title })
  const frame = { back, within: '/sell/money', narrow: true }
  if (actionData?.step === 'done') {
    return (
      <SellerPage {...frame} title={m.statement_title()}>
        <StatementDone done={actionData.done} chosen={actionData.chosen} formKey={key} />
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={campaign ? `/sell/campaigns/${campaign.id}/money` : '/sell/money'} variant="quiet">
            {m.book_to_desk()}
          </ButtonLink>
          <Again start={start} words={m.statement_again()} />
        </div>
      </SellerPage>
    )
  }
  if (actionData?.step === 'preview') {
    return (
      <SellerPage {...frame} title={m.statement_found_title()} lead={m.statement_found_lead()}>
        <StatementPreview preview={actionData.preview} formKey={key} />
        <Again start={start} words={m.statement_back_to_start()} />
      </SellerPage>
    )
  }
  if (actionData?.step === 'mapping') {
    const isAboutColumns = actionData.preview.needs.includes('columns')
    return (
      <SellerPage
        {...frame}
        title={isAboutColumns ? m.statement_needs_columns_title() : m.statement_needs_reading_title()}
        lead={isAboutColumns ? m.statement_needs_columns_lead() : m.statement_needs_reading_lead()}
      >
        <StatementMapping {...actionData} campaignId={campaign?.id} />
        {!isAboutColumns && <StatementPreview preview={actionData.preview} formKey={key} />}
        <Again start={start} words={m.statement_back_to_start()} />
      </SellerPage>
    )
  }
  const problem = actionData && 'problem' in actionData ? actionData.problem : undefined
  const sent = actionData && 'pasted' in actionData ? actionData.pasted : undefined
  return (
    <SellerPage {...frame} title={m.statement_title()} lead={[m.statement_lead(), about].filter(Boolean).join(' ')}>
      {problem && <Refusal problem={problem} />}
      {actionData && 'isSample' in actionData && actionData.isSample && <Notice>{m.statement_sample_notice()}</Notice>}
      <StatementForm
        campaignId={campaign?.id}
        pasted={typeof sent === 'string' ? sent : undefined}
        hasSample={hasSample && !(actionData && 'isSample' in actionData)}
      />
    </SellerPage>
  )
}

function Again({ start, words }: { start: string; words: string }) {
  return (
    <p>
      <ButtonLink href={start} variant="quiet">
        {words}
      </ButtonLink>
    </p>
  )
}
