/** Who says that they have paid and waits for an answer, the longest ago first. */
import { Empty } from '../../components/empty.tsx'
import { Paging } from '../../components/paging.tsx'
import { ago, date, money } from '../../format.ts'
import { listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/claims.ts'
import { SellerPage } from './frame.tsx'

export const loader = page(async ({ api, url, whoAsks }) => {
  const seller_id = (await whoAsks()).user_id!
  const campaign = url.searchParams.get('campaign') ?? ''
  const of = /^[0-9a-f-]{36}$/i.test(campaign) ? { campaign_id: campaign } : {}
  const list = await listed(url, (from) => api.listClaims({ seller_id, limit: 30, ...of, ...from }))
  return { list, here: url.pathname + url.search, now: new Date().toISOString() }
})

export const meta = () => [{ title: `${m.claims_title()} · ${m.site_name()}` }]

export default function ClaimsPage({ loaderData: { list, here, now } }: Route.ComponentProps) {
  return (
    <SellerPage title={m.claims_title()} lead={m.claims_lead()}>
      {list.items.length === 0 ? (
        <Empty title={m.claims_none_title()}>{m.claims_none()}</Empty>
      ) : (
        <ul className="max-w-3xl divide-y divide-line border-y border-line">
          {list.items.map((claim) => (
            <li key={claim.id}>
              <a
                href={`/sell/claims/${claim.id}`}
                className="grid gap-x-4 gap-y-0.5 py-3 no-underline sm:grid-cols-[minmax(0,1fr)_auto]"
              >
                <span className="min-w-0">
                  <bdi className="font-semibold">{claim.buyer_name ?? claim.user_id}</bdi>{' '}
                  <span className="text-sm text-soft numbers">{claim.code}</span>
                  <span className="block truncate text-sm text-soft">{claim.campaign_title}</span>
                </span>
                <span className="sm:text-right">
                  <strong className="numbers">{money(claim.amount, claim.currency)}</strong>
                  <span className="block text-sm text-soft">
                    {[
                      date(claim.happened_on),
                      claim.has_proof ? m.claims_proof() : m.claims_no_proof(),
                      ago(claim.created_at, now),
                    ].join(' · ')}
                  </span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
      <Paging url={here} next={list.next} />
    </SellerPage>
  )
}
