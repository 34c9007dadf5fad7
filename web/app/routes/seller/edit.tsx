import type { Campaign as ReadCampaign } from '@sambatan/client'
import { data } from 'react-router'
import { hasEnded } from '../../../../src/kernel/status.ts'
import { Button } from '../../components/button.tsx'
import { Notice } from '../../components/notice.tsx'
import { PostForm } from '../../components/post-form.tsx'
import { ChangesLink } from '../../components/reworded.tsx'
import { Script } from '../../components/script.tsx'
import { StatusBadge } from '../../components/status.tsx'
import { dateTime, money, number } from '../../format.ts'
import { page, redirect, text } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { type ShownCampaign as Campaign, shown } from '../../shown.ts'
import { isPlain } from '../../sold.ts'
import { useVisit } from '../../visit.ts'
import type { Route } from './+types/edit.ts'
import { DealFields } from './deal-fields.tsx'
import { DecisionFields, decisionOf, MoreFields, Part, StoryFields, TimeFields } from './form.tsx'
import { SellerPage } from './frame.tsx'
import { StillOpenPart } from './frozen-items.tsx'
import { actedOn, isRowAct, type Rows, rowsIn, rowsOf } from './item-rows.ts'
import { onlyOwner } from './owner.ts'
import { PhotoFields } from './photos.tsx'
import { savePhotos, saveTerms } from './saving.ts'
import { overStored, stageOf } from './still-open.ts'
import { type FieldErrors, fields, type Typed, textFields, typedIn, typedOf } from './terms.ts'

export const loader = page(async ({ api, params, url }) => {
  const campaign = await api.readCampaign({ id: params.id! })
  const [product] = await Promise.all([api.readProduct({ id: campaign.product_id }), onlyOwner(api, campaign.id)])
  const stage = stageOf(campaign)
  const rows = isPlain(campaign) && stage !== 'frozen' ? undefined : rowsOf(campaign)
  const done = url.searchParams.get('done')
  return { campaign: shown(campaign), product, typed: typedOf(campaign), rows, stage, fixed: campaign.items, done }
})

export const action = page(async ({ api, params, sentForm }) => {
  const form = await sentForm()
  const intent = text(form, 'intent')
  const campaign = await api.readCampaign({ id: params.id! })
  const typed = typedIn(form, campaign)
  const stage = stageOf(campaign)
  const isDraft = stage === 'draft'
  const stored = typedOf(campaign)
  const changeable =
    stage === 'open' ? fields : stage === 'frozen' ? [...textFields, 'total_slots' as const] : textFields
  const hasNewTexts = changeable.some((field) => typed[field] !== stored[field])
  if (form.has('draft') && !isDraft) {
    // Nothing was typed that could be lost: the page is merely old.
    if (!hasNewTexts) return redirect(`/sell/campaigns/${campaign.id}?done=already`)
    return data(
      { errors: { form: m.seller_error_published() }, photoProblems: [], typed, rows: undefined },
      { status: 409 },
    )
  }
  const given = rowsIn(form)
  const rows = given && stage === 'frozen' ? overStored(given, campaign) : given
  if (stage !== 'over' && (isRowAct(intent) || intent.startsWith('items-')))
    return rearranged(campaign, typed, rows, intent)
  const isAboutPhotos = intent === 'upload' || intent.startsWith('photo-')
  // What is public changes when its seller says so, not when a photo is moved: what was typed stays in its field.
  const waits = isAboutPhotos && !isDraft
  const errors: FieldErrors = waits ? {} : await saveTerms(api, campaign, form)
  const photoProblems = await savePhotos(api, campaign, form, intent)
  if (Object.keys(errors).length > 0 || photoProblems.length > 0) {
    return data({ errors, photoProblems, typed, rows }, { status: 422 })
  }
  const hasNewRows = rows !== undefined && JSON.stringify(rows) !== JSON.stringify(rowsOf(campaign))
  if (waits && (hasNewTexts || hasNewRows)) return { errors, photoProblems, typed, rows }
  const here = `/sell/campaigns/${campaign.id}`
  if (intent === 'check') return redirect(`${here}/publish`)
  if (isAboutPhotos) return redirect(`${here}/edit#photos-part`)
  return redirect(isDraft ? `${here}/edit?done=saved` : `${here}?done=saved`)
})

/** The form again with one row more, less, or elsewhere; nothing of it is stored before it is saved. */
function rearranged(campaign: ReadCampaign, typed: Typed, given: Rows | undefined, intent: string) {
  const shown = { errors: {} as FieldErrors, photoProblems: [] as string[], typed }
  if (intent === 'items-close') {
    const price = given?.items[0]?.price || typed.price_per_slot
    return { ...shown, typed: { ...typed, price_per_slot: price }, rows: null }
  }
  const rows = given ?? rowsOf(campaign)
  if (intent !== 'items-open') return { ...shown, rows: actedOn(rows, intent) }
  const [first, ...others] = rows.items
  return { ...shown, rows: { ...rows, items: [{ ...first!, price: typed.price_per_slot || first!.price }, ...others] } }
}

export const meta = () => [{ title: `${m.seller_edit_title()} · ${m.site_name()}` }]

export default function Edit({ loaderData, actionData }: Route.ComponentProps) {
  const { campaign, product, stage, fixed, done } = loaderData
  const isDraft = stage === 'draft'
  const isWholeForm = isDraft || stage === 'open'
  const typed = actionData?.typed ?? loaderData.typed
  // Null: back to one price.
  const rows = actionData?.rows === null ? undefined : (actionData?.rows ?? loaderData.rows)
  const errors: FieldErrors = actionData?.errors ?? {}
  const photoProblems = actionData?.photoProblems ?? []
  const isKept = useVisit()?.kept !== undefined
  const hasErrors = Object.keys(errors).length > 0
  return (
    <SellerPage
      title={isDraft ? m.seller_edit_draft_title() : m.seller_edit_title()}
      above={<StatusBadge status={campaign.status} settling={campaign.settling} />}
      within="/sell"
      back={
        isDraft
          ? { href: '/sell', words: m.seller_back_dashboard() }
          : { href: `/sell/campaigns/${campaign.id}`, words: m.seller_back_campaign() }
      }
    >
      {hasErrors && <ErrorSummary errors={errors} />}
      {!hasErrors && photoProblems.length > 0 && <Notice tone="bad" title={m.seller_photo_some_failed()} />}
      {done === 'created' && (
        <Notice tone="good" title={m.seller_created_title()}>
          {m.seller_created_detail()}
        </Notice>
      )}
      {done === 'saved' && <Notice tone="good">{m.seller_saved_notice()}</Notice>}
      {hasEnded(campaign) && <Notice tone="warn">{m.seller_edit_ended()}</Notice>}
      <Tabs />
      <div className="grid items-start gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_23.5rem]">
        <div id="panel-form" className="min-w-0">
          <PostForm
            encType="multipart/form-data"
            noValidate
            data-editor={campaign.id}
            // What is stored, where the fields hold something else.
            data-stored={actionData || isKept ? JSON.stringify(loaderData.typed) : undefined}
            data-preview={`/sell/campaigns/${campaign.id}/preview`}
            data-rows-new={actionData?.rows === undefined ? undefined : ''}
            data-saves={m.seller_saves_itself()}
            data-saving={m.seller_saving()}
            data-failed={m.seller_save_failed()}
            data-signed-out={m.seller_save_signed_out()}
            data-sign-in={m.seller_sign_in_again()}
            data-restored={m.seller_restored({ time: '{time}' })}
            data-save={isDraft ? `/sell/campaigns/${campaign.id}/save` : undefined}
            className="space-y-6"
          >
            {/* What Enter in a field does: save, and not the first button that happens to stand here. */}
            <button type="submit" name="intent" value="save" tabIndex={-1} aria-hidden="true" className="sr-only" />
            {isDraft && <input type="hidden" name="draft" value="1" />}
            {stage === 'open' && <Notice>{m.seller_edit_open()}</Notice>}
            {isWholeForm ? (
              <ProductPart id={product.id} name={product.name} price={money(product.base_price, product.currency)} />
            ) : (
              <LockedTerms campaign={campaign} isOver={stage === 'over'} />
            )}
            <Part id="story-part" title={m.seller_part_story()} lead={!isDraft && <Kept slug={campaign.slug} />}>
              <StoryFields typed={typed} errors={errors} />
            </Part>
            {!hasEnded(campaign) && (
              <Part id="photos-part" title={m.seller_part_photos()} lead={m.seller_part_photos_lead()}>
                <PhotoFields campaign={campaign} problems={photoProblems} />
              </Part>
            )}
            {stage === 'frozen' && rows && (
              <StillOpenPart
                campaign={campaign}
                typed={typed}
                rows={rows}
                fixed={new Map(fixed.map((item) => [item.id, item]))}
                errors={errors}
              />
            )}
            {isWholeForm && (
              <>
                <Part id="deal-part" title={m.seller_part_deal()}>
                  <DealFields campaign={campaign} product={product} typed={typed} errors={errors} rows={rows} />
                </Part>
                <Part id="time-part" title={m.seller_part_time()}>
                  <TimeFields typed={typed} errors={errors} />
                </Part>
                <DecisionFields typed={typed} errors={errors} />
                <MoreFields typed={typed} errors={errors} />
              </>
            )}
            <Buttons campaign={campaign} isDraft={isDraft} />
          </PostForm>
        </div>
        <PreviewPane />
      </div>
      <Script name="editor" />
    </SellerPage>
  )
}

/** On phones form and preview take turns; the script shows the tabs, because without it the preview is a page of its own. */
function Tabs() {
  const look =
    'min-h-12 flex-1 cursor-pointer border-b-2 border-transparent font-semibold text-soft aria-selected:border-accent aria-selected:text-accent'
  return (
    <div
      role="tablist"
      aria-label={m.seller_tabs()}
      data-tabs
      hidden
      className="sticky top-0 z-20 -mx-4 flex border-b border-line bg-paper px-4 lg:hidden"
    >
      <button
        type="button"
        role="tab"
        id="tab-form"
        aria-controls="panel-form"
        aria-selected="true"
        data-tab="form"
        className={look}
      >
        {m.seller_tab_form()}
      </button>
      <button
        type="button"
        role="tab"
        id="tab-preview"
        aria-controls="panel-preview"
        aria-selected="false"
        data-tab="preview"
        tabIndex={-1}
        className={look}
      >
        {m.seller_preview()}
      </button>
    </div>
  )
}

function PreviewPane() {
  return (
    <div id="panel-preview" data-preview-pane hidden className="lg:sticky lg:top-4">
      <p className="mb-2 text-sm text-soft max-lg:sr-only">{m.seller_preview_title()}</p>
      <iframe
        title={m.seller_preview_title()}
        sandbox="allow-same-origin"
        className="h-[calc(100dvh-9rem)] min-h-96 w-full rounded-lg border border-line bg-paper lg:h-[calc(100dvh-5rem)]"
      />
    </div>
  )
}

function ErrorSummary({ errors }: { errors: FieldErrors }) {
  return (
    <Notice tone="bad" title={m.seller_errors_title()}>
      <ul className="list-disc space-y-1 pl-5">
        {Object.entries(errors).map(([field, message]) => (
          <li key={field}>{field === 'form' ? message : <a href={`#${field}`}>{message}</a>}</li>
        ))}
      </ul>
    </Notice>
  )
}

function ProductPart({ id, name, price }: { id: string; name: string; price: string }) {
  return (
    <section
      aria-labelledby="product-part"
      className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 rounded-lg border border-line bg-surface px-4 py-4 sm:px-6"
    >
      <div className="min-w-0">
        <h2 id="product-part" className="font-sans text-sm text-soft">
          {m.seller_part_product()}
        </h2>
        <p dir="auto" className="font-semibold">
          {name}
        </p>
        <p className="text-sm text-soft numbers">{m.shop_price({ price })}</p>
      </div>
      <a href={`/sell/products/${id}`} className="min-h-11 content-center text-sm font-semibold text-accent">
        {m.seller_product_change()}
      </a>
    </section>
  )
}

function LockedTerms({ campaign, isOver }: { campaign: Campaign; isOver: boolean }) {
  const { volume } = campaign
  const steps = volume ? [volume.reached, volume.next, ...volume.later].filter((step) => step !== undefined) : []
  const terms = [
    ...(isOver ? [[m.seller_total_label(), number(campaign.total_slots)] as const] : []),
    [m.seller_goal_label(), number(campaign.minimum_slots)],
    ...(campaign.isPlain ? [[m.seller_price(), campaign.price] as const] : []),
    ...(isOver && !campaign.isPlain
      ? campaign.items.map((item) => [item.name, item.finalPrice ?? item.price] as const)
      : []),
    ...steps.map(
      (step) =>
        [m.seller_locked_from({ slots: m.slots({ count: number(step.from) }) }), step.price ?? step.prices] as const,
    ),
    [m.seller_deadline(), dateTime(campaign.deadline)],
  ] as const
  return (
    <section aria-labelledby="locked-part" className="rounded-lg border border-line bg-sunken px-4 py-5 sm:px-6">
      <h2 id="locked-part" className="text-xl">
        {m.seller_locked_title()}
      </h2>
      <p className="mt-1 text-sm text-soft">{isOver ? m.seller_locked_detail() : m.seller_locked_why()}</p>
      {campaign.terms_frozen_at && (
        <p className="mt-1 text-sm font-semibold">
          {m.seller_locked_since({ time: dateTime(campaign.terms_frozen_at) })}
        </p>
      )}
      <dl className="mt-4 grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
        {terms.map(([name, value]) => (
          <div key={name}>
            <dt className="text-xs text-soft">{name}</dt>
            <dd className="font-semibold numbers">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-sm text-soft">{decisionOf(campaign)}</p>
      {!hasEnded(campaign) && !campaign.settling && (
        <p className="mt-3 text-sm">
          <a
            href={`/sell/campaigns/${campaign.id}/extend`}
            className="inline-flex min-h-11 items-center font-semibold text-accent"
          >
            {m.seller_locked_extend()}
          </a>
        </p>
      )}
    </section>
  )
}

/** Whoever has joined has joined on these words: nobody should find out by editing them. */
function Kept({ slug }: { slug: string }) {
  return (
    <>
      {m.seller_words_kept()} <ChangesLink slug={slug} />
    </>
  )
}

/** Saving and going on stay under the thumb; what is rarely wanted stands below. */
function Buttons({ campaign, isDraft }: { campaign: Campaign; isDraft: boolean }) {
  return (
    <>
      <div className="sticky bottom-0 z-10 -mx-4 border-t border-line bg-paper px-4 py-3 sm:mx-0 sm:px-0">
        <p data-save-status role="status" className="mb-2 text-sm text-soft empty:hidden" />
        <div className="flex flex-wrap items-center gap-3">
          {isDraft && (
            <Button name="intent" value="check" className="max-sm:flex-1">
              {m.seller_check_button()}
            </Button>
          )}
          <Button name="intent" value="save" variant={isDraft ? 'quiet' : 'primary'}>
            {m.save()}
          </Button>
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-x-6 text-sm">
        <button
          type="submit"
          formAction={`/sell/campaigns/${campaign.id}/preview`}
          formTarget="_blank"
          data-preview-button
          className="min-h-11 cursor-pointer font-semibold text-accent underline decoration-1 underline-offset-4"
        >
          {m.seller_preview_tab()}
        </button>
        {isDraft && (
          <a
            href={`/sell/campaigns/${campaign.id}/cancel`}
            className="inline-flex min-h-11 items-center text-soft hover:text-bad"
          >
            {m.seller_discard()}
          </a>
        )}
      </div>
    </>
  )
}
