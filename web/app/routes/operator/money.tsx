/** What is owed to buyers and by them, over all sellers. */
import { page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { MoneyDesk, readDesk } from '../seller/money-desk.tsx'
import type { Route } from './+types/money.ts'
import { OperatorPage } from './frame.tsx'

export const loader = page(async ({ api, url }) => readDesk(api, url, undefined))

export const meta = () => [{ title: `${m.book_title()} · ${m.site_name()}` }]

export default function OperatorMoney({ loaderData }: Route.ComponentProps) {
  return (
    <OperatorPage title={m.book_title()} lead={m.book_operator_lead()}>
      <MoneyDesk desk={loaderData} />
    </OperatorPage>
  )
}
