import { Button, ButtonLink } from '../../components/button.tsx'
import { Empty } from '../../components/empty.tsx'
import { Notice } from '../../components/notice.tsx'
import { Paging } from '../../components/paging.tsx'
import { SearchBox } from '../../components/search-box.tsx'
import { type Column, Table } from '../../components/table.tsx'
import { date, money } from '../../format.ts'
import { asked, listed, page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/products.ts'
import { SellerPage } from './frame.tsx'

export const loader = page(async ({ api, url, whoAsks }) => {
  const { user_id: me } = await whoAsks()
  const q = asked(url.searchParams, 'q')
  const query = { limit: 20, ...(me && { seller_id: me }), ...(q && { q }) }
  const { items, next } = await listed(url, (from) => api.listProducts({ ...query, ...from }))
  return { products: items, next, q, here: url.pathname + url.search, done: url.searchParams.get('done') }
})

export const meta = () => [{ title: `${m.seller_products_title()} · ${m.site_name()}` }]

type Product = Route.ComponentProps['loaderData']['products'][number]

export default function Products({ loaderData }: Route.ComponentProps) {
  const { products, next, q, here, done } = loaderData
  const isEmpty = products.length === 0 && q === '' && !here.includes('cursor=')
  const add = (
    <ButtonLink href="/sell/products/new" variant={isEmpty ? 'primary' : 'quiet'}>
      {m.seller_product_add()}
    </ButtonLink>
  )
  return (
    <SellerPage title={m.seller_products_title()} lead={m.seller_products_lead()} actions={isEmpty ? undefined : add}>
      {done && <Notice tone="good">{m.seller_product_saved()}</Notice>}
      {isEmpty ? (
        <Empty title={m.seller_products_empty()} action={add}>
          {m.seller_products_empty_detail()}
        </Empty>
      ) : (
        <div>
          <Find q={q} />
          {products.length === 0 ? (
            <p className="py-8 text-soft">{m.seller_products_none({ query: q })}</p>
          ) : (
            <Table
              caption={m.seller_products_title()}
              columns={columns()}
              rows={products}
              rowKey={(product) => product.id}
            />
          )}
          <Paging url={here} next={next} />
        </div>
      )}
    </SellerPage>
  )
}

function Find({ q }: { q: string }) {
  return (
    <search>
      <form method="get" className="mb-5 flex max-w-xl gap-2">
        <SearchBox label={m.seller_products_find()} labelHidden placeholder={m.seller_products_find()} value={q} />
        <Button variant="quiet">{m.search_button()}</Button>
      </form>
    </search>
  )
}

function columns(): Column<Product>[] {
  return [
    {
      key: 'name',
      header: m.seller_product_name(),
      main: true,
      cell: (product) => (
        <a href={`/sell/products/${product.id}`} className="inline-flex min-h-11 items-center text-accent md:min-h-0">
          {product.name}
        </a>
      ),
    },
    {
      key: 'price',
      header: m.seller_product_price_short(),
      numeric: true,
      cell: (product) => money(product.base_price, product.currency),
    },
    {
      key: 'enabled',
      header: m.seller_product_state(),
      cell: (product) => (product.sambatan_enabled ? m.seller_product_on() : m.seller_product_off()),
    },
    { key: 'created', header: m.seller_product_since(), cell: (product) => date(product.created_at) },
    {
      key: 'open',
      header: <span className="sr-only">{m.seller_actions()}</span>,
      label: '',
      narrow: true,
      cell: (product) =>
        product.sambatan_enabled ? (
          <ButtonLink href={`/sell/new?product=${product.id}`} variant="quiet" size="sm">
            {m.seller_product_open()}
            <span className="sr-only">: {product.name}</span>
          </ButtonLink>
        ) : null,
    },
  ]
}
