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
import { type FieldErrors, proposedMax } from './terms.ts'

export const loader = page(async (page) => {
  const wanted = page.url.searchParams.get('product')
  const { items, next } = await ownProducts(page)
  const found = wanted === null ? items[0] : (items.find(({ id }) => id === wanted) ?? (await usable(page, wanted)))
  return {
    products: withChosen(items, found),
    hasMore: next !== undefined,
    // Somebody who came for one product never finds another chosen instead.
    product: found?.id ?? (wanted === null || items.length === 0 ? 'new' : unchosen),
    isGone: wanted !== null && found === undefined,
    key: crypto.randomUUID(),
  }
})

const unchosen = 'none'

/** The newest of one's own that campaigns can be opened on. */
async function ownProducts({ api, whoAsks }: Page) {
  const { user_id: me } = await whoAsks()
  const { items, next } = await api.listProducts({ sambatan_enabled: 'true', limit: 100, ...(me && { seller_id: me }) })
  return { items: items.map(choiceOf), next }
}

function choiceOf({ id, name, base_price, currency }: Product) {
  return { id, name, base_price, currency }
}

/** One of one's own by its id, however many are newer; undefined where no campaign can be opened on it. */
async function usable({ api, whoAsks }: Page, id: string) {
  const [{ user_id: me }, answer] = await Promise.all([whoAsks(), attempt(api.readProduct({ id }))])
  if (!answer.ok || !answer.result.sambatan_enabled || (me && answer.result.seller_id !== me)) return undefined
  return choiceOf(answer.result)
}

type Offered = ReturnType<typeof choiceOf>

function withChosen(products: Offered[], chosen: Offered | undefined): Offered[] {
  return chosen === undefined || products.some(({ id }) => id === chosen.id) ? products : [chosen, ...products]
}

/** Goals below the capacity are reached more often; a fortnight is long enough to tell friends and short enough to act. */
const usual = { total_slots: 50, minimum_slots: 40, days: 14, time: '20:00' }

export const action = page(async (here) => {
  const { api, sentForm } = here
  const form = await sentForm()
  const key = sentKey(form)
  const title = text(form, 'title')
  const typed = { product: text(form, 'product'), name: text(form, 'name'), price: text(form, 'price'), title, key }
  const isOld = typed.product !== '' && typed.product !== 'new' && typed.product !== unchosen
  const chosen = isOld ? await usable(here, typed.product) : undefined
  const wrong = (errors: FieldErrors) => data({ errors, typed, chosen }, { status: 422 })
  if (typed.product === unchosen || (isOld && !chosen)) return wrong({ product: m.seller_error_product() })
  if (title !== '' && (title.length < 3 || title.length > 120)) return wrong({ title: m.seller_error_title() })

  const product = await productFor(api, typed)
  if ('errors' in product) return wrong(product.errors)
  if ('problem' in product) return refused(product.problem, { errors: errorsOf(product.problem), typed, chosen })
  const day = localInput(Date.now() + usual.days * 86_400_000).slice(0, 10)
  const created = await attempt(
    api.createCampaign(
      {
        body: {
          product_id: product.id,
          title: title || fitting(product.name),
          total_slots: usual.total_slots,
          minimum_slots: usual.minimum_slots,
          // A proposal, to be changed like all of it.
          max_per_buyer: proposedMax(usual.total_slots),
          price_per_slot: Math.max(1, product.base_price),
          deadline: fromLocalInput(`${day}T${usual.time}`)!,
          draft: true,
        },
      },
      { idempotencyKey: `${key}-campaign` },
    ),
  )
  if (!created.ok) return refused(created.problem, { errors: errorsOf(created.problem), typed, chosen })
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
  const { hasMore } = loaderData
  const typed = actionData?.typed
  const products = withChosen(loaderData.products, actionData?.chosen)
  const errors: FieldErrors = actionData?.errors ?? {}
  const kept = typed?.product && (typed.product === 'new' || actionData?.chosen) ? typed.product : undefined
  const chosen = kept ?? (typed?.product ? unchosen : loaderData.product)
  return (
    <SellerPage title={m.seller_new_title()} lead={m.seller_new_lead()} narrow>
      {Object.keys(errors).length > 0 && (
        <Notice tone="bad" title={m.problem_title()}>
          {errors.form ?? m.seller_fix_marked()}
        </Notice>
      )}
      {loaderData.isGone && !actionData && <Notice tone="warn">{m.seller_product_gone()}</Notice>}
      <PostForm noValidate className="space-y-6" data-product-form>
        <input type="hidden" name="key" value={typed?.key ?? loaderData.key} />
        <Part id="product-part" title={m.seller_part_product()}>
          {products.length > 0 && (
            <SelectField
              label={m.seller_product_label()}
              name="product"
              defaultValue={chosen}
              error={errors.product}
              choices={[
                ...(chosen === unchosen ? [[unchosen, m.seller_product_choose()] as [string, string]] : []),
                ...products.map((product): [string, string] => [
                  product.id,
                  m.seller_product_choice({ name: product.name, price: money(product.base_price, product.currency) }),
                ]),
                ['new', m.seller_product_new()],
              ]}
            />
          )}
          {hasMore && (
            <a href="/sell/products" className="inline-block py-2 text-sm font-semibold text-accent">
              {m.seller_product_more()}
            </a>
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
