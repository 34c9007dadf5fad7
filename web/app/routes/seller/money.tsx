/** Whom a seller owes money, and who owes them. */
import { ButtonLink } from '../../components/button.tsx'
import { page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/money.ts'
import { SellerPage } from './frame.tsx'
import { MoneyDesk, readDesk } from './money-desk.tsx'

export const loader = page(async ({ api, url, whoAsks }) => readDesk(api, url, (await whoAsks()).user_id ?? ''))

export const meta = () => [{ title: `${m.book_title()} · ${m.site_name()}` }]

export default function Money({ loaderData }: Route.ComponentProps) {
  return (
    <SellerPage
      title={m.book_title()}
      lead={m.book_desk_lead()}
      actions={
        <ButtonLink href="/sell/money/statement" variant="quiet" size="sm" className="min-h-11">
          {m.statement_action()}
        </ButtonLink>
      }
    >
      <MoneyDesk desk={loaderData} />
    </SellerPage>
  )
}
