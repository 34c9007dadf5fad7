/** What the pages about accounts and files for the bank have in common: they stand with sellers, for their own, and with operators, for all. */
import type { AreaPageProps } from '../../components/area-page.tsx'
import { OperatorPage } from '../operator/frame.tsx'
import { SellerPage } from './frame.tsx'

export type MoneyBase = '/operator' | '/sell'

/** Where the page stands that was asked for. */
export function moneyBaseOf(url: URL): MoneyBase {
  return url.pathname.startsWith('/operator/') ? '/operator' : '/sell'
}

export function MoneyPage({ base, ...props }: AreaPageProps & { base: MoneyBase }) {
  return base === '/operator' ? <OperatorPage {...props} /> : <SellerPage {...props} />
}
