/** One product: a new one (`/sell/products/new`) or one of one's own. */

import { data } from 'react-router'
import { fractionDigits } from '../../../../src/kernel/money.ts'
import { amountOf } from '../../amounts.ts'
import { Button, ButtonLink } from '../../components/button.tsx'
import { Checkbox, TextArea, TextField } from '../../components/field.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { type Api, answerHeaders, attempt, page, redirect, refused, sentKey, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import type { Route } from './+types/product.ts'
import { SellerPage } from './frame.tsx'
import { errorsOf } from './saving.ts'
import { amountInput, type FieldErrors } from './terms.ts'

export const loader = page(async ({ api, params, whoAsks }) => {
  const [me, product] = await Promise.all([
    whoAsks(),
    params.id === undefined ? undefined : api.readProduct({ id: params.id }),
  ])
  // Everybody may read a product; its form is its seller's.
  if (product && product.seller_id !== me.user_id && me.role !== 'operator') throw data(null, { status: 404 })
  return {
    id: product?.id,
    name: product?.name ?? '',
    currency: product?.currency ?? 'IDR',
    typed: {
      name: product?.name ?? '',
      description: product?.description ?? '',
      base_price: product ? amountInput(product.base_price, product.currency) : '',
      sambatan_enabled: product?.sambatan_enabled ?? true,
    },
    key: crypto.randomUUID(),
  }
})

export const action = page(async ({ api, params, sentForm }) => {
  const form = await sentForm()
  const typed = {
    name: text(form, 'name'),
    description: text(form, 'description'),
    base_price: text(form, 'base_price'),
    sambatan_enabled: form.has('sambatan_enabled'),
  }
  const { currency } = params.id === undefined ? { currency: 'IDR' } : await api.readProduct({ id: params.id })
  const price = amountOf(typed.base_price, fractionDigits(currency))
  const errors: FieldErrors = {}
  if (typed.name === '' || typed.name.length > 200) errors.name = m.seller_error_name()
  if (price === undefined) errors.base_price = m.seller_error_price()
  if (Object.keys(errors).length > 0) return data({ errors, typed }, { status: 422 })
  const saved = await attempt(save(api, params.id, { ...typed, base_price: price! }, sentKey(form)))
  if (!saved.ok) return refused(saved.problem, { errors: errorsOf(saved.problem), typed })
  return redirect('/sell/products?done=saved')
})

interface Saved {
  name: string
  description: string
  base_price: number
  sambatan_enabled: boolean
}

function save(api: Api, id: string | undefined, body: Saved, key: string) {
  return id === undefined ? api.createProduct({ body }, { idempotencyKey: key }) : api.updateProduct({ id, body })
}

export const headers = answerHeaders

export const meta = () => [{ title: `${m.seller_product_title()} · ${m.site_name()}` }]

export default function Product({ loaderData, actionData }: Route.ComponentProps) {
  const { id, name, currency, key } = loaderData
  const typed = actionData?.typed ?? loaderData.typed
  const errors: FieldErrors = actionData?.errors ?? {}
  return (
    <SellerPage
      title={id === undefined ? m.seller_product_add() : name}
      back={{ href: '/sell/products', words: m.seller_products_title() }}
      narrow
    >
      {Object.keys(errors).length > 0 && (
        <Notice tone="bad" title={m.problem_title()}>
          {errors.form ?? m.seller_fix_marked()}
        </Notice>
      )}
      <PostForm noValidate className="space-y-6">
        <input type="hidden" name="key" value={key} />
        <TextField
          label={m.seller_product_name()}
          hint={m.seller_product_name_hint()}
          name="name"
          defaultValue={typed.name}
          error={errors.name}
          maxLength={200}
          required
          autoComplete="off"
        />
        <TextField
          label={m.seller_product_price()}
          hint={m.seller_product_price_hint()}
          name="base_price"
          inputMode={fractionDigits(currency) === 0 ? 'numeric' : 'decimal'}
          defaultValue={typed.base_price}
          error={errors.base_price}
          required
          autoComplete="off"
          className="max-w-60 numbers"
        />
        <TextArea
          label={m.seller_product_about()}
          hint={id === undefined ? m.seller_product_about_hint() : m.seller_product_about_kept()}
          name="description"
          defaultValue={typed.description}
          error={errors.description}
          maxLength={8000}
          rows={6}
        />
        <Checkbox
          label={m.seller_product_enabled()}
          hint={m.seller_product_enabled_hint()}
          name="sambatan_enabled"
          defaultChecked={typed.sambatan_enabled}
        />
        <div className="flex flex-wrap gap-3">
          <Button>{m.save()}</Button>
          <ButtonLink href="/sell/products" variant="quiet">
            {m.back()}
          </ButtonLink>
        </div>
      </PostForm>
    </SellerPage>
  )
}
