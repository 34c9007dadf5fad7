/** Records for many at once that what is missing has come, or confirms them without money where that is said. */
import type { Participant } from '@sambatan/client'
import { data } from 'react-router'
import { Decide } from '../../components/decide.tsx'
import { Choice } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { money, number } from '../../format.ts'
import { type Api, answerHeaders, attempt, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { askAgain, isNews, said } from '../../said.ts'
import { OperatorPage } from '../operator/frame.tsx'
import type { Route } from './+types/money-confirm.ts'
import { SellerPage } from './frame.tsx'
import { gathered } from './gathered.ts'
import { MoneyFields, saidIn, wishOf } from './money-fields.tsx'
import { dayOf, idsIn, nameOf } from './money-words.ts'

/** How many are named one by one; of more a number. */
const namedMax = 12

/** Who is meant and still owes something, whatever was ticked meanwhile. */
async function meant(api: Api, id: string, url: URL): Promise<Participant[]> {
  const owing = (from: object) => api.listParticipants({ id, owed: 'by_buyers', sort: 'oldest', ...from })
  if (url.searchParams.has('all')) return gathered(owing)
  const ids = new Set(idsIn(url.searchParams))
  return gathered(owing, { isMeant: (one) => ids.has(one.id), count: ids.size })
}

function sumOf(all: Participant[]): number {
  return all.reduce((sum, { owed_by_buyer }) => sum + (owed_by_buyer ?? 0), 0)
}

export const loader = page(async ({ api, params, url, whoAsks }) => {
  const [campaign, me] = await Promise.all([api.readCampaign({ id: params.id! }), whoAsks()])
  const all = await meant(api, campaign.id, url)
  return {
    campaign: { id: campaign.id, title: campaign.title, currency: campaign.currency },
    names: all
      .slice(0, namedMax)
      .map((one) => ({ id: one.id, name: nameOf(one), code: one.code, owed: one.owed_by_buyer ?? 0 })),
    count: all.length,
    reserved: all.filter(({ status }) => status === 'reserved').length,
    sum: sumOf(all),
    isOthers: me.role === 'operator' && me.user_id !== campaign.seller_id,
    today: dayOf(new Date().toISOString()),
    key: crypto.randomUUID(),
  }
})

function saidOf({ count, reserved, sum }: { count: number; reserved: number; sum: number }): string[] {
  return [said(count, reserved, sum)]
}

export const action = page(async ({ api, params, url, sentForm }) => {
  const id = params.id!
  const form = await sentForm()
  const typed = { ...saidIn(form), came: text(form, 'came') }
  const all = await meant(api, id, url)
  const reserved = all.filter(({ status }) => status === 'reserved')
  if (isNews(form, saidOf({ count: all.length, reserved: reserved.length, sum: sumOf(all) }))) {
    return askAgain({ typed, reasons: [] })
  }
  const isWithout = typed.came === 'nothing'
  const key = sentKey(form)
  const reasons: string[] = []
  if (reserved.length > 0) {
    const body = { ids: reserved.map((one) => one.id), payment: isWithout ? null : wishOf(typed) }
    const done = await attempt(api.confirmParticipants({ id, body }, { idempotencyKey: key }))
    if (!done.ok) return refused(done.problem, { typed, reasons })
    reasons.push(...done.result.refused.map(({ detail }) => detail))
  }
  // Who is confirmed already is not confirmed again: what came of them is put on record one by one.
  const others = isWithout ? [] : all.filter(({ status }) => status !== 'reserved')
  for (const one of others) {
    const body = { kind: 'received' as const, ...wishOf(typed) }
    const done = await attempt(api.recordMoney({ id: one.id, body }, { idempotencyKey: `${key}-${one.code}` }))
    if (!done.ok) reasons.push(`${nameOf(one)}: ${done.problem.detail}`)
  }
  if (reasons.length > 0) return data({ problem: undefined, typed, reasons: [...new Set(reasons)] }, { status: 409 })
  const done = isWithout ? `confirmed&count=${reserved.length}` : `recorded&count=${all.length}`
  return redirect(`/sell/campaigns/${id}/money?done=${done}`)
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.book_many_title()} · ${m.site_name()}` }]

export default function RecordMany({ loaderData, actionData }: Route.ComponentProps) {
  const { campaign, count, reserved, sum, names, isOthers, today, key } = loaderData
  const Frame = isOthers ? OperatorPage : SellerPage
  const back = `/sell/campaigns/${campaign.id}/money?view=owing`
  const total = money(sum, campaign.currency)
  const typed = actionData?.typed
  return (
    <Frame
      title={m.book_many_title()}
      lead={campaign.title}
      back={{ href: back, words: m.book_back_list() }}
      within={isOthers ? '/operator/money' : '/sell/money'}
      narrow
    >
      {actionData !== undefined && actionData.reasons.length > 0 && (
        <Notice tone="bad" lands title={m.book_many_some_failed()}>
          <ul className="space-y-1">
            {actionData.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </Notice>
      )}
      {count === 0 ? (
        <Notice>{m.book_many_nobody()}</Notice>
      ) : (
        <>
          <Names names={names} count={count} currency={campaign.currency} total={total} />
          <Decide
            effects={[
              m.book_many_effect_money({ amount: total, count: number(count) }),
              ...(reserved > 0 ? [m.book_many_effect_confirm({ count: number(reserved) })] : []),
              m.book_many_effect_told(),
            ]}
            problem={actionData?.problem}
            formKey={key}
            said={saidOf(loaderData)}
            button={m.book_many_button({ count: number(count) })}
            back={{ href: back, words: m.book_not_yet() }}
          >
            {reserved > 0 && <Came typed={typed?.came} reserved={reserved} />}
            <MoneyFields id="many" today={today} typed={typed} problem={actionData?.problem} withNote={false} />
          </Decide>
        </>
      )}
    </Frame>
  )
}

interface NamesProps {
  names: { id: string; name: string; code: string; owed: number }[]
  count: number
  currency: string
  total: string
}

function Names({ names, count, currency, total }: NamesProps) {
  return (
    <section aria-labelledby="who">
      <h2 id="who" className="text-xl">
        {m.book_many_who({ count: number(count) })}
      </h2>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {names.map(({ id, name, code, owed }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
            <span dir="auto" className="min-w-0 wrap-anywhere">
              {name} <span className="text-sm text-soft">{code}</span>
            </span>
            <span className="numbers">{money(owed, currency)}</span>
          </li>
        ))}
        {count > names.length && (
          <li className="py-2 text-soft">{m.book_many_more({ count: number(count - names.length) })}</li>
        )}
        <li className="flex flex-wrap justify-between gap-x-4 py-2 font-semibold">
          <span>{m.book_many_total()}</span>
          <span className="numbers">{total}</span>
        </li>
      </ul>
    </section>
  )
}

/** Confirming without money is possible, and said. */
function Came({ typed, reserved }: { typed: string | undefined; reserved: number }) {
  const isWithout = typed === 'nothing'
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-semibold">{m.book_came()}</legend>
      <label className="flex min-h-11 cursor-pointer items-center gap-3">
        <Choice
          type="radio"
          name="came"
          value="all"
          defaultChecked={!isWithout}
          className="size-5 shrink-0 accent-accent"
        />
        {m.book_came_all()}
      </label>
      <label className="flex min-h-11 cursor-pointer items-center gap-3">
        <Choice
          type="radio"
          name="came"
          value="nothing"
          defaultChecked={isWithout}
          className="size-5 shrink-0 accent-accent"
        />
        {m.book_came_nothing({ count: number(reserved) })}
      </label>
      <p className="ml-8 text-sm text-soft">{m.book_came_nothing_hint()}</p>
    </fieldset>
  )
}
