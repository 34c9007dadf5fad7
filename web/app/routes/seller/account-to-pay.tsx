/** To which account the money of an order goes. Each look is on record, so it is a form that asks for it. */
import { AccountToPay } from '../../components/account-to-pay.tsx'
import { Decide } from '../../components/decide.tsx'
import { Facts } from '../../components/facts.tsx'
import { Notice } from '../../components/notice.tsx'
import { money } from '../../format.ts'
import { answerHeaders, attempt, page, refused } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/account-to-pay.ts'
import { MoneyPage, moneyBaseOf } from './money-frame.tsx'
import { onlyOwner } from './owner.ts'

export const loader = page(async ({ api, params, url }) => {
  const participation = await api.readParticipation({ id: params.id! })
  const base = moneyBaseOf(url)
  if (base === '/sell') await onlyOwner(api, participation.campaign_id)
  return { participation, base }
})

export const action = page(async ({ api, params, sentForm }) => {
  await sentForm()
  const answer = await attempt(api.showRefundAccount({ id: params.id! }))
  if (!answer.ok) return refused(answer.problem, { account: undefined })
  return { account: answer.result, problem: undefined }
})

export const headers = answerHeaders

export const meta = () => [{ title: `${m.refund_account_title()} · ${m.site_name()}` }]

export default function AccountPage({ loaderData: { participation, base }, actionData }: Route.ComponentProps) {
  const { campaign, code, currency, owed_to_buyer: owed, buyer_name: buyer, user_id: user } = participation
  const amount = money(owed ?? 0, currency)
  const back = {
    href: base === '/operator' ? `/operator/participations/${participation.id}` : `/sell/campaigns/${campaign.id}`,
    words: campaign.title,
  }
  const account = actionData?.account
  return (
    <MoneyPage
      base={base}
      narrow
      title={m.refund_account_title()}
      back={back}
      lead={account && m.refund_account_lead({ amount, code })}
    >
      <Facts
        facts={[
          [m.refund_account_order(), code],
          [m.refund_account_buyer(), buyer ?? user],
          !account && [m.refund_account_owed(), amount],
        ]}
      />
      {account ? (
        <AccountToPay account={account} />
      ) : !owed ? (
        <Notice>{m.refund_nothing()}</Notice>
      ) : actionData?.problem?.code === 'refund_account_not_found' ? (
        <Notice tone="warn" lands>
          {m.refund_account_none()}
        </Notice>
      ) : (
        <Decide
          effects={[m.refund_show_effect_only({ amount }), m.refund_show_effect_record()]}
          problem={actionData?.problem}
          formKey=""
          button={m.refund_show_button()}
          back={back}
        />
      )}
    </MoneyPage>
  )
}
