/** The words of a message: changed, tried with a real order, taken back. */
import { data } from 'react-router'
import { defaultLanguage, languageOf } from '../../../../src/kernel/language.ts'
import { Button, ButtonLink } from '../../components/button.tsx'
import { SelectField, TextArea } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { errorAt, ProblemNotice } from '../../components/problem-notice.tsx'
import { type Api, answerHeaders, attempt, page, redirect, refused, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/message-words.ts'
import { SellerPage } from './frame.tsx'
import { addressOf, type Chosen, nameOf, pickedIn, queryOf, templateNames, templateWords } from './message-list.ts'

/** As the API has it. */
const lengthMax = 700

const languageIn = (given: URLSearchParams) => languageOf(given.get('language') ?? '') ?? defaultLanguage

/** Whom it is tried with: who comes next, or else whoever takes part. */
async function someBuyer(api: Api, id: string, chosen: Chosen) {
  const {
    items: [next],
  } = await api.listMessages({ id, ...queryOf(chosen), limit: 1 })
  if (next) return next
  for (const state of ['messaged', 'waiting', 'unreachable'] as const) {
    const { items } = await api.listMessages({ id, group: 'all', template: chosen.template, state, limit: 1 })
    if (items[0]) return items[0]
  }
  return undefined
}

export const loader = page(async ({ api, params, url }) => {
  const chosen = pickedIn(url.searchParams)
  const language = languageIn(url.searchParams)
  const campaign = await api.readCampaign({ id: params.id! })
  // Whoever has no business here is told so by this: the campaign itself everybody may read.
  const buyer = await someBuyer(api, campaign.id, chosen)
  const templates = await api.listMessageTemplates({ seller_id: campaign.seller_id })
  const template = templates.find((one) => one.template === chosen.template && one.language === language)!
  const body = buyer && { participation_id: buyer.participation_id, text: template.text, language }
  const preview = body && (await attempt(api.previewMessage({ id: campaign.id, body })))
  return {
    campaign: { id: campaign.id, title: campaign.title },
    chosen,
    template,
    buyer: buyer && nameOf(buyer),
    preview: preview?.ok ? preview.result.text : undefined,
    saved: url.searchParams.get('saved') !== null,
  }
})

export const action = page(async ({ api, params, url, sentForm }) => {
  const form = await sentForm()
  const chosen = pickedIn(url.searchParams)
  const language = languageIn(url.searchParams)
  const { id, seller_id } = await api.readCampaign({ id: params.id! })
  const here = `${url.pathname}?${addressOf(chosen)}&language=${language}`
  const of = { template: chosen.template, language }
  if (text(form, 'act') === 'reset') {
    await api.resetMessageTemplate({ ...of, seller_id })
    return redirect(here)
  }
  const typed = text(form, 'text')
  if (text(form, 'act') === 'preview') {
    const buyer = await someBuyer(api, id, chosen)
    if (buyer === undefined) return data({ problem: undefined, typed, tried: undefined }, { status: 200 })
    const body = { participation_id: buyer.participation_id, text: typed, language }
    const tried = await attempt(api.previewMessage({ id, body }))
    return tried.ok
      ? { problem: undefined, typed, tried: tried.result.text }
      : refused(tried.problem, { typed, tried: undefined })
  }
  const saved = await attempt(api.rewordMessageTemplate({ ...of, body: { text: typed, seller_id } }))
  if (!saved.ok) return refused(saved.problem, { typed, tried: undefined })
  return redirect(`${here}&saved`)
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.seller_template_title()} · ${m.site_name()}` }]

export default function MessageWords({ loaderData, actionData }: Route.ComponentProps) {
  const { campaign, chosen, template, buyer, preview, saved } = loaderData
  const problem = actionData?.problem
  const list = `/sell/campaigns/${campaign.id}/messages?${addressOf(chosen)}`
  const shown = problem ? undefined : (actionData?.tried ?? preview)
  return (
    <SellerPage
      title={m.seller_template_title()}
      lead={templateWords(chosen.template)}
      back={{ href: list, words: m.seller_template_back() }}
      within="/sell"
      narrow
    >
      {saved && !actionData && <Notice tone="good">{m.seller_template_saved()}</Notice>}
      {problem && <ProblemNotice problem={problem} />}
      <Which chosen={chosen} language={template.language} />
      <PostForm className="space-y-4">
        <TextArea
          name="text"
          label={m.seller_template_text()}
          hint={m.seller_template_hint()}
          rows={9}
          maxLength={lengthMax}
          defaultValue={actionData?.typed ?? template.text}
          error={errorAt(problem, 'text')}
          required
        />
        <div className="rounded-md bg-sunken px-4 py-3 text-sm">
          <p className="font-semibold">{m.seller_template_placeholders()}</p>
          <dl className="mt-1 space-y-1">
            {template.placeholders.map(({ placeholder, means }) => (
              <div key={placeholder} className="flex flex-wrap gap-x-3">
                <dt className="min-w-28 font-semibold">{placeholder}</dt>
                <dd className="min-w-0 text-soft">{means}</dd>
              </div>
            ))}
          </dl>
        </div>
        <div className="flex flex-wrap gap-3">
          <Button name="act" value="save">
            {m.seller_template_save()}
          </Button>
          <Button name="act" value="preview" variant="quiet">
            {m.seller_template_preview()}
          </Button>
        </div>
      </PostForm>
      <section aria-labelledby="preview" aria-live="polite">
        <h2 id="preview" className="text-lg">
          {buyer ? m.seller_template_preview_for({ name: buyer }) : m.seller_template_preview()}
        </h2>
        {shown === undefined ? (
          !buyer && <p className="mt-1 text-soft">{m.seller_template_nobody()}</p>
        ) : (
          <blockquote
            dir="auto"
            className="mt-2 rounded-lg rounded-ss-sm bg-sunken px-4 py-3 whitespace-pre-line wrap-anywhere"
          >
            {shown}
          </blockquote>
        )}
      </section>
      {template.is_default ? (
        <p className="text-sm text-soft">{m.seller_template_is_default()}</p>
      ) : (
        <PostForm>
          <input type="hidden" name="act" value="reset" />
          <Button variant="quiet">{m.seller_template_reset()}</Button>
        </PostForm>
      )}
      <ButtonLink href={list} variant="plain">
        {m.seller_template_back()}
      </ButtonLink>
    </SellerPage>
  )
}

function Which({ chosen, language }: { chosen: Chosen; language: 'id' | 'en' }) {
  return (
    <form method="get" className="grid gap-3 sm:grid-cols-[1fr_1fr_auto] sm:items-end">
      <input type="hidden" name="to" value={chosen.to} />
      {chosen.ids && <input type="hidden" name="ids" value={chosen.ids.join(',')} />}
      {chosen.to !== 'offered' && (
        <SelectField
          label={m.seller_messages_template()}
          name="template"
          defaultValue={chosen.template}
          choices={templateNames.map((name) => [name, templateWords(name)])}
        />
      )}
      <SelectField
        label={m.seller_template_language()}
        hint={m.seller_template_language_hint()}
        name="language"
        defaultValue={language}
        choices={[
          ['id', m.seller_template_language_id()],
          ['en', m.seller_template_language_en()],
        ]}
      />
      <Button variant="quiet">{m.seller_messages_show()}</Button>
    </form>
  )
}
