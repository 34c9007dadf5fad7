/** Puts on record for one or many that what was owed to them has been sent back. */
import type { MoneyOwed } from '@sambatan/client'
import { data } from 'react-router'
import { Decide } from '../../components/decide.tsx'
import { TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { OwedAge } from '../../components/owed-age.tsx'
import { money, number } from '../../format.ts'
import { answerHeaders, attempt, type Page, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { askAgain, isNews, said } from '../../said.ts'
import { OperatorPage } from '../operator/frame.tsx'
import type { Route } from './+types/money-sent-back.ts'
import { SellerPage } from './frame.tsx'
import { gathered } from './gathered.ts'
import { MoneyFields, saidIn, wishOf } from './money-fields.tsx'
import { dayOf, idsIn, nameOf } from './money-words.ts'

const campaignId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** To whom money is owed, among those who are meant. */
async function meant({ api, url }: Pick<Page, 'api' | 'url'>): Promise<MoneyOwed[]> {
  const campaign = url.searchParams.get('campaign') ?? ''
  const filter = campaignId.test(campaign) ? { campaign_id: campaign } : {}
  const owed = (from: object) => api.listOwed({ owed: 'to_buyers', ...filter, ...from })
  if (url.searchParams.has('all')) return gathered(owed)
  const ids = new Set(idsIn(url.searchParams))
  return gathered(owed, { isMeant: ({ participation_id: id }) => ids.has(id), count: ids.size })
}

function totalsOf(all: MoneyOwed[]): { currency: string; amount: number }[] {
  const totals = new Map<string, number>()
  for (const { currency, amount } of all) totals.set(currency, (totals.get(currency) ?? 0) + amount)
  return [...totals].map(([currency, amount]) => ({ currency, amount }))
}

function totalWords(all: MoneyOwed[]): string {
  return totalsOf(all)
    .map(({ currency, amount }) => money(amount, currency))
    .join(' + ')
}

function saidOf(all: MoneyOwed[]): string[] {
  return [said(all.length, ...totalsOf(all).map(({ amount }) => amount))]
}

export const loader = page(async (here) => {
  const me = await here.whoAsks()
  const all = await meant(here)
  return {
    all,
    campaign: here.url.searchParams.get('campaign') ?? '',
    isOthers: me.role === 'operator' && all.some(({ seller_id }) => seller_id !== me.user_id),
    now: new Date().toISOString(),
    key: crypto.randomUUID(),
  }
})

export const action = page(async (here) => {
  const form = await here.sentForm()
  const all = await meant(here)
  const references = Object.fromEntries(all.map(({ participation_id: id }) => [id, text(form, `reference-${id}`)]))
  const typed = { ...saidIn(form), references }
  if (isNews(form, saidOf(all))) return askAgain({ typed, reasons: [] })
  const { method, on } = wishOf(typed)
  const lines = all.map(({ participation_id, amount }) => ({
    participation_id,
    amount,
    ...(references[participation_id] && { reference: references[participation_id] }),
  }))
  const body = { lines, ...(method && { method }), ...(on && { on }) }
  const done = await attempt(here.api.sendBackMoney({ body }, { idempotencyKey: sentKey(form) }))
  if (!done.ok) return refused(done.problem, { typed, reasons: [] })
  const reasons = done.result.refused.map(({ detail }) => detail)
  if (reasons.length > 0) return data({ problem: undefined, typed, reasons: [...new Set(reasons)] }, { status: 409 })
  const campaign = here.url.searchParams.get('campaign') ?? ''
  const count = `done=sent&count=${done.result.sent_back.length}`
  if (campaignId.test(campaign)) return redirect(`/sell/campaigns/${campaign}/money?${count}`)
  const me = await here.whoAsks()
  const isOthers = me.role === 'operator' && all.some(({ seller_id }) => seller_id !== me.user_id)
  return redirect(`${isOthers ? '/operator' : '/sell'}/money?${count}`)
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.book_sent_title()} · ${m.site_name()}` }]

export default function SentBack({ loaderData, actionData }: Route.ComponentProps) {
  const { all, campaign, isOthers, now, key } = loaderData
  const Frame = isOthers ? OperatorPage : SellerPage
  const desk = isOthers ? '/operator/money' : '/sell/money'
  const back = campaign === '' ? desk : `/sell/campaigns/${campaign}/money?view=owed`
  const typed = actionData?.typed
  return (
    <Frame
      title={m.book_sent_title()}
      lead={m.book_sent_lead()}
      back={{ href: back, words: m.book_back_list() }}
      within={desk}
      narrow
    >
      {actionData !== undefined && actionData.reasons.length > 0 && (
        <Notice tone="bad" lands title={m.book_many_some_failed()}>
          {actionData.reasons.join(' ')}
        </Notice>
      )}
      {all.length === 0 ? (
        <Notice>{m.book_sent_nobody()}</Notice>
      ) : (
        <Decide
          effects={[
            m.book_sent_effect({ amount: totalWords(all), count: number(all.length) }),
            m.book_sent_effect_told(),
            m.book_sent_effect_undo(),
          ]}
          problem={actionData?.problem}
          formKey={key}
          said={saidOf(all)}
          button={m.book_sent_button({ amount: totalWords(all) })}
          back={{ href: back, words: m.book_not_yet() }}
        >
          <ul className="space-y-3">
            {all.map((one) => (
              <Line key={one.participation_id} of={one} now={now} typed={typed?.references[one.participation_id]} />
            ))}
          </ul>
          <MoneyFields
            id="sent"
            today={dayOf(now)}
            typed={typed}
            problem={actionData?.problem}
            withReference={false}
            withNote={false}
          />
        </Decide>
      )}
    </Frame>
  )
}

function Line({ of, now, typed }: { of: MoneyOwed; now: string; typed: string | undefined }) {
  return (
    <li className="rounded-md border border-line bg-surface px-4 py-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <strong dir="auto" className="min-w-0 wrap-anywhere">
          {nameOf(of)} <span className="text-sm font-normal text-soft">{of.code}</span>
        </strong>
        <strong className="numbers">{money(of.amount, of.currency)}</strong>
      </p>
      <p className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-soft">
        <span dir="auto" className="wrap-anywhere">
          {of.campaign_title}
        </span>
        <OwedAge since={of.since} now={now} />
      </p>
      <TextField
        id={`reference-${of.participation_id}`}
        name={`reference-${of.participation_id}`}
        label={m.book_reference()}
        maxLength={120}
        autoComplete="off"
        defaultValue={typed}
      />
    </li>
  )
}
