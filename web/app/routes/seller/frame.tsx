import { AreaPage, type AreaPageProps } from '../../components/area-page.tsx'
import { m } from '../../paraglide/messages.js'

/** A page of sellers. */
export function SellerPage(props: AreaPageProps) {
  const pages = [
    { href: '/sell', words: m.seller_nav_dashboard() },
    { href: '/sell/money', words: m.book_title() },
    { href: '/sell/page', words: m.seller_nav_page() },
    { href: '/sell/claims', words: m.claims_title() },
    { href: '/sell/payment', words: m.payment_nav() },
    { href: '/sell/products', words: m.seller_nav_products() },
    { href: '/sell/planner', words: m.seller_nav_planner() },
    { href: '/sell/webhooks', words: m.webhooks_title() },
    { href: '/sell/new', words: m.seller_nav_new() },
  ]
  return <AreaPage area={{ label: m.seller_area(), pages, topic: 'mine' }} {...props} />
}
