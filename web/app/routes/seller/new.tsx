import type { Product } from '@sambatan/client'
import { data } from 'react-router'
import { fractionDigits } from '../../../../src/kernel/money.ts'
import { cut } from '../../../../src/kernel/text.ts'
import { amountOf } from '../../amounts.ts'
import { Button } from '../../components/button.tsx'
import { SelectField, TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { Script } from '../../components/script.tsx'
import { money } from '../../format.ts'
import { fromLocalInput, localInput } from '../../local-time.ts'
import {
  type Api,
  answerHeaders,
  attempt,
  type Page,
  type Problem,
  page,
  redirect,
  refused,
  sentKey,
  text,
} from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/new.ts'
import { Part } from './form.tsx'
import { SellerPage } from './frame.tsx'
import { errorsOf } from './saving.ts'
import type { FieldErrors } from './terms.ts'

export const loader = page(async (page) => {
  const products = await ownProducts(page)
  const wanted = page.url.searchParams.get('product')
  return {
    products,
    product: products.some((product) => product.id === wanted) ? wanted! : (products[0]?.id ?? ''),
    key: crypto.randomUUID(),
  }
})

/** One's own that campaigns can be opened on. */
async function ownProducts({ api, whoAsks }: Page) {
  const { user_id: me } = await whoAsks()
  const { items } = await api.listProducts({ sambatan_enabled: 'true', limit: 100, ...(me && { seller_id: me }) })
  return items.map(({ id, name, base_price, currency }) => ({ id, name, base_price, currency }))
}

/** Goals below the capacity are reached more often; a fortnight is long enough to tell friends and short enough to act. */
const usual = { total_slots: 50, minimum_slots: 40, days: 14, time: '20:00' }

export const action = page(async ({ api, sentForm }) => {
  const form = await sentForm()
  const key = sentKey(form)
  const title = text(form, 'title')
  const typed = { product: text(form, 'product'), name: text(form, 'name'), price: text(form, 'price'), title, key }
  const wrong = (errors: FieldErrors) => data({ errors, typed }, { status: 422 })
  if (title !== '' && (title.length < 3 || title.length > 120)) return wrong({ title: m.seller_error_title() })

  const product = await productFor(api, typed)
  if ('errors' in product) return wrong(product.errors)
  if ('problem' in product) return refused(product.problem, { errors: errorsOf(product.problem), typed })
  const day = localInput(Date.now() + usual.days * 86_400_000).slice(0, 10)
  const created = await attempt(
    api.createCampaign(
      {
        body: {
          product_id: product.id,
          title: title || fitting(product.name),
          total_slots: usual.total_slots,
          minimum_slots: usual.minimum_slots,
          price_per_slot: Math.max(1, product.base_price),
          deadline: fromLocalInput(`${day}T${usual.time}`)!,
          draft: true,
        },
      },
      { idempotencyKey: `${key}-campaign` },
    ),
  )
  if (!created.ok) return refused(created.problem, { errors: errorsOf(created.problem), typed })
  return redirect(`/sell/campaigns/${created.result.id}/edit?done=created`)
})

interface Choice {
  product: string
  name: string
  price: string
  key: string
}

async function productFor(
  api: Api,
  { product, name, price, key }: Choice,
): Promise<Product | { errors: FieldErrors } | { problem: Problem }> {
  if (product !== '' && product !== 'new') return api.readProduct({ id: product })
  const base = amountOf(price, fractionDigits('IDR'))
  const errors: FieldErrors = {}
  if (name === '' || name.length > 200) errors.name = m.seller_error_name()
  if (!base) errors.price = m.seller_error_price()
  if (Object.keys(errors).length > 0) return { errors }
  const made = await attempt(
    api.createProduct(
      { body: { name, base_price: base!, sambatan_enabled: true } },
      { idempotencyKey: `${key}-product` },
    ),
  )
  return made.ok ? made.result : { problem: made.problem }
}

/** A product's name as a title, which has room for less. */
function fitting(name: string): string {
  return name.length < 3 ? `${name} · ${m.nav_campaigns()}` : cut(name, 120)
}

export const headers = answerHeaders

export const meta = () => [{ title: `${m.seller_new_title()} · ${m.site_name()}` }]

export default function New({ loaderData, actionData }: Route.ComponentProps) {
  const { products } = loaderData
  const typed = actionData?.typed
  const errors: FieldErrors = actionData?.errors ?? {}
  const chosen = typed?.product || loaderData.product || 'new'
  return (
    <SellerPage title={m.seller_new_title()} lead={m.seller_new_lead()} narrow>
      {Object.keys(errors).length > 0 && (
        <Notice tone="bad" title={m.problem_title()}>
          {errors.form ?? m.seller_fix_marked()}
        </Notice>
      )}
      <PostForm noValidate className="space-y-6" data-product-form>
        <input type="hidden" name="key" value={typed?.key ?? loaderData.key} />
        <Part id="product-part" title={m.seller_part_product()}>
          {products.length > 0 && (
            <SelectField
              label={m.seller_product_label()}
              name="product"
              defaultValue={chosen}
              choices={[
                ...products.map((product): [string, string] => [
                  product.id,
                  m.seller_product_choice({ name: product.name, price: money(product.base_price, product.currency) }),
                ]),
                ['new', m.seller_product_new()],
              ]}
            />
          )}
          <div data-new-product className="space-y-5">
            {products.length > 0 && <p className="text-sm font-semibold text-soft">{m.seller_product_new_when()}</p>}
            <TextField
              label={m.seller_product_name()}
              hint={m.seller_product_name_hint()}
              name="name"
              maxLength={200}
              defaultValue={typed?.name}
              error={errors.name}
              required={products.length === 0}
              optional={false}
              autoComplete="off"
            />
            <TextField
              label={m.seller_product_price()}
              hint={m.seller_product_price_hint()}
              name="price"
              inputMode="numeric"
              defaultValue={typed?.price}
              error={errors.price}
              required={products.length === 0}
              optional={false}
              autoComplete="off"
              className="max-w-60 numbers"
            />
          </div>
        </Part>
        <Part id="title-part" title={m.seller_part_title()}>
          <TextField
            label={m.seller_title_label()}
            hint={m.seller_title_hint_new()}
            name="title"
            maxLength={120}
            defaultValue={typed?.title}
            error={errors.title}
            autoComplete="off"
          />
        </Part>
        <div>
          <Button>{m.seller_new_button()}</Button>
          <p className="mt-3 text-sm text-soft">{m.seller_new_promise()}</p>
        </div>
      </PostForm>
      <Script name="editor" />
    </SellerPage>
  )
}
