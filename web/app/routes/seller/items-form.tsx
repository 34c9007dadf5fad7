/** What a campaign sells, a row an item: what most need is in sight, early birds, limits and the volume are folded away. */
import type { ReactNode } from 'react'
import { fractionDigits } from '../../../../src/kernel/money.ts'
import { amountOf, countOf, wouldCollect } from '../../amounts.ts'
import { SelectField, TextArea, TextField } from '../../components/field.tsx'
import { money, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import type { ShownCampaign as Campaign } from '../../shown.ts'
import { emptyItem, emptyTier, type ItemRow, type Rows, rowsMax, type TierRow, type VolumeRow } from './item-rows.ts'
import type { FieldErrors } from './terms.ts'

interface Props {
  campaign: Campaign
  rows: Rows
  errors: FieldErrors
}

/** Where a row stands that a script is to make; what it makes gets a place of its own. */
export const template = 99

export function ItemsFields({ campaign, rows, errors }: Props) {
  const one = { campaign, errors }
  const isMost = rows.items.length >= rowsMax.items
  return (
    <div data-item-rows {...moneyOf(campaign.currency)} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <h3 className="text-lg">{m.seller_items_title()}</h3>
      <ol data-rows="items" data-most={rowsMax.items} className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {rows.items.map((row, index) => (
          <Item key={row.id || index} {...one} row={row} index={index} isMost={isMost} />
        ))}
      </ol>
      <template data-new="items">
        <Item {...one} row={emptyItem()} index={template} />
      </template>
      <div className="flex flex-wrap gap-x-6">
        <RowButton act="items-add" isOff={isMost}>
          + {m.seller_item_add()}
        </RowButton>
        {rows.items.length === 1 && <RowButton act="items-close">{m.seller_items_close()}</RowButton>}
      </div>
      <VolumeFields {...one} rows={rows} />
    </div>
  )
}

/** How the script of the editor writes amounts. */
export const moneyOf = (currency: string) => ({ 'data-currency': currency, 'data-digits': fractionDigits(currency) })

/** A button of the form around: without scripts the page comes back with the rows as it leaves them. */
export function RowButton({
  act,
  label,
  isOff = false,
  children,
}: {
  act: string
  label?: string
  /** There are as many rows as there can be. */
  isOff?: boolean
  children: ReactNode
}) {
  return (
    <button
      type="submit"
      hidden={isOff}
      name="intent"
      value={act}
      data-row-act
      formAction="#deal-part"
      aria-label={label}
      className="min-h-11 cursor-pointer px-1 text-sm font-semibold text-accent underline decoration-1 underline-offset-4"
    >
      {children}
    </button>
  )
}

function Folded({ title, isOpen, children }: { title: string; isOpen: boolean; children: ReactNode }) {
  return (
    <details open={isOpen} className="border-t border-line">
      <summary className="min-h-11 cursor-pointer content-center text-sm font-semibold text-accent">{title}</summary>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 pb-3">{children}</div>
    </details>
  )
}

interface ItemProps {
  campaign: Campaign
  row: ItemRow
  index: number
  errors: FieldErrors
  /** There are as many items as there can be. */
  isMost?: boolean
}

/** The fields of the row's own, by their names. */
function fieldsOf({ index, errors }: Pick<ItemProps, 'index' | 'errors'>) {
  const path = `items.${index}`
  return (name: string, value: string) => ({
    name: `${path}.${name}`,
    defaultValue: value,
    error: errors[`${path}.${name}`],
    autoComplete: 'off',
  })
}

function modeOf(currency: string): 'numeric' | 'decimal' {
  return fractionDigits(currency) === 0 ? 'numeric' : 'decimal'
}

export function Item(props: ItemProps) {
  const { campaign, row, index, isMost } = props
  const field = fieldsOf(props)
  return (
    <li data-row className="rounded-md border border-line p-3 sm:p-4">
      <input type="hidden" name={`items.${index}.id`} value={row.id} data-id />
      <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_11rem]">
        <TextField
          label={m.seller_item_name()}
          maxLength={80}
          placeholder={m.seller_item_name_example()}
          required
          data-item-name
          {...field('name', row.name)}
        />
        <TextField
          label={m.seller_item_price({ currency: campaign.currency === 'IDR' ? 'Rp' : campaign.currency })}
          inputMode={modeOf(campaign.currency)}
          required
          className="numbers"
          {...field('price', row.price)}
        />
      </div>
      <ItemActs index={index} isMost={isMost} />
      <ItemTiers {...props} />
      <ItemMore {...props} />
    </li>
  )
}

function ItemActs({ index, isMost = false }: Pick<ItemProps, 'index' | 'isMost'>) {
  return (
    <div className="mt-2 flex flex-wrap gap-x-4">
      <RowButton act={`items-copy:${index}`} isOff={isMost}>
        {m.seller_item_copy()}
      </RowButton>
      <RowButton act={`items-up:${index}`}>
        <span aria-hidden="true">↑</span> <span className="sr-only">{m.seller_item_up()}</span>
      </RowButton>
      <RowButton act={`items-down:${index}`}>
        <span aria-hidden="true">↓</span> <span className="sr-only">{m.seller_item_down()}</span>
      </RowButton>
      <RowButton act={`items-remove:${index}`}>{m.seller_item_remove()}</RowButton>
    </div>
  )
}

/** Its early birds: the first so many pay less. */
function ItemTiers({ campaign, row, index, errors }: ItemProps) {
  const path = `items.${index}`
  return (
    <Folded
      title={m.seller_tiers_title()}
      isOpen={row.tiers.length > 0 || Object.keys(errors).some((key) => key.startsWith(`${path}.tiers`))}
    >
      <p className="text-sm text-soft">{m.seller_tiers_lead()}</p>
      <ol data-rows="tiers" data-most={rowsMax.tiers} className="grid gap-4">
        {row.tiers.map((tier, place) => (
          <Tier key={tier.id || place} {...{ campaign, errors, tier, place, path, index }} item={row} />
        ))}
      </ol>
      <template data-new="tiers">
        <Tier {...{ campaign, errors, path, index }} tier={emptyTier()} place={template} item={row} />
      </template>
      <div>
        <RowButton act={`tiers-add:${index}`} isOff={row.tiers.length >= rowsMax.tiers}>
          + {m.seller_tier_add()}
        </RowButton>
      </div>
    </Folded>
  )
}

const foldedFields = [
  'photo_id',
  'description',
  'compare_at_price',
  'slots_per_unit',
  'maximum_units',
  'minimum_units',
  'max_per_buyer',
]

/** What most items leave empty; open when something of it is wrong, or bounds what can be ordered. */
function ItemMore(props: ItemProps) {
  const { campaign, row, index, errors } = props
  const field = fieldsOf(props)
  const hasErrors = foldedFields.some((name) => errors[`items.${index}.${name}`])
  return (
    <Folded
      title={m.seller_item_more()}
      isOpen={hasErrors || row.minimum_units !== '' || row.maximum_units !== '' || row.slots_per_unit !== ''}
    >
      {campaign.photos.length > 0 && (
        <SelectField
          label={m.seller_item_photo()}
          {...field('photo_id', row.photo_id)}
          choices={[
            ['', m.seller_item_photo_none()],
            ...campaign.photos.map((photo, place): [string, string] => [
              photo.id,
              photo.alt || m.seller_item_photo_n({ number: number(place + 1) }),
            ]),
          ]}
        />
      )}
      <TextArea
        label={m.seller_item_description()}
        rows={2}
        maxLength={500}
        {...field('description', row.description)}
      />
      <ItemLimits {...props} />
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label={m.seller_item_weight()} inputMode="numeric" {...field('weight_grams', row.weight_grams)} />
        <TextField label={m.seller_item_sku()} maxLength={64} {...field('sku', row.sku)} />
      </div>
      <input type="hidden" name={`items.${index}.off_sale`} value={row.off_sale} />
    </Folded>
  )
}

/** How an item is compared and counted, and how many of it there are at least and at most. */
function ItemLimits(props: ItemProps) {
  const { campaign, row } = props
  const field = fieldsOf(props)
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          label={m.seller_item_compare()}
          inputMode={modeOf(campaign.currency)}
          {...field('compare_at_price', row.compare_at_price)}
        />
        <TextField
          label={m.seller_item_slots()}
          hint={m.seller_item_slots_hint()}
          inputMode="numeric"
          placeholder="1"
          {...field('slots_per_unit', row.slots_per_unit)}
        />
        <TextField label={m.seller_item_maximum()} inputMode="numeric" {...field('maximum_units', row.maximum_units)} />
        <TextField label={m.seller_item_max()} inputMode="numeric" {...field('max_per_buyer', row.max_per_buyer)} />
      </div>
      <TextField
        label={m.seller_item_minimum()}
        hint={m.seller_item_minimum_hint()}
        inputMode="numeric"
        {...field('minimum_units', row.minimum_units)}
      />
    </>
  )
}

interface TierProps {
  campaign: Campaign
  errors: FieldErrors
  tier: TierRow
  place: number
  path: string
  index: number
  item: ItemRow
}

function Tier({ campaign, errors, tier, place, path, index, item }: TierProps) {
  const field = (name: string, value: string) => ({
    name: `${path}.tiers.${place}.${name}`,
    defaultValue: value,
    error: errors[`${path}.tiers.${place}.${name}`],
    autoComplete: 'off',
    optional: false,
  })
  return (
    <li data-row className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      <input type="hidden" name={`${path}.tiers.${place}.id`} value={tier.id} data-id />
      <input type="hidden" name={`${path}.tiers.${place}.name`} value={tier.name} />
      <TextField
        label={m.seller_tier_price({ number: number(place === template ? item.tiers.length + 1 : place + 1) })}
        inputMode={modeOf(campaign.currency)}
        className="numbers"
        {...field('price', tier.price)}
      />
      <TextField label={m.seller_tier_units()} inputMode="numeric" {...field('units', tier.units)} />
      <div className="max-sm:col-span-2">
        <TextField label={m.seller_tier_ends()} type="datetime-local" {...field('ends_at', tier.ends_at)} />
      </div>
      <p
        data-tier-says={m.seller_tier_says(tierTemplate)}
        data-tier-says-next={m.seller_tier_says_next(tierTemplate)}
        aria-live="polite"
        className="col-span-full text-sm font-semibold numbers empty:hidden"
      >
        {tierWords(campaign.currency, tier, item, place)}
      </p>
      <div className="col-span-full">
        <RowButton act={`tiers-remove:${index}.${place}`} label={m.seller_tier_remove({ number: number(place + 1) })}>
          {m.seller_item_remove()}
        </RowButton>
      </div>
    </li>
  )
}

const tierTemplate = { units: '{units}', price: '{price}', next: '{next}' }

/** "The first 6 pay 45,000; after that 50,000." */
function tierWords(currency: string, tier: TierRow, item: ItemRow, place: number): string {
  const digits = fractionDigits(currency)
  const price = amountOf(tier.price, digits)
  const next = amountOf(item.tiers[place + 1]?.price ?? item.price, digits)
  const units = countOf(tier.units)
  if (!price || !next || !units || next <= price) return ''
  const words = { units: number(units), price: money(price, currency), next: money(next, currency) }
  return place === 0 ? m.seller_tier_says(words) : m.seller_tier_says_next(words)
}

function VolumeFields({ campaign, rows, errors }: Props) {
  const hasErrors = Object.keys(errors).some((key) => key.startsWith('volume_prices'))
  return (
    <Folded title={m.seller_volume_title()} isOpen={rows.volume.length > 0 || hasErrors}>
      <p className="text-sm text-soft">{m.seller_volume_lead()}</p>
      <ol data-rows="volume" data-most={rowsMax.volume} className="grid grid-cols-[minmax(0,1fr)] gap-4">
        {rows.volume.map((step, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step has nothing but its place, and the server renders it once
          <Step key={place} {...{ campaign, errors, rows, step, place }} />
        ))}
      </ol>
      <template data-new="volume">
        <Step
          {...{ campaign, errors, rows }}
          step={{ from_slots: '', prices: rows.items.map(() => '') }}
          place={template}
        />
      </template>
      <div>
        <RowButton act="volume-add" isOff={rows.volume.length >= rowsMax.volume}>
          + {m.seller_volume_add()}
        </RowButton>
      </div>
    </Folded>
  )
}

function Step({ campaign, errors, rows, step, place }: Props & { step: VolumeRow; place: number }) {
  const path = `volume_prices.${place}`
  return (
    <li data-row className="rounded-md border border-line p-3 sm:p-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={m.seller_volume_from()}
          name={`${path}.from_slots`}
          inputMode="numeric"
          defaultValue={step.from_slots}
          error={errors[`${path}.from_slots`]}
          optional={false}
          autoComplete="off"
        />
        <div data-rows="prices" className="contents">
          {rows.items.map((item, index) => (
            <div data-row key={item.id || index}>
              <TextField
                label={m.seller_volume_price({ item: item.name || m.seller_item_n({ number: number(index + 1) }) })}
                name={`${path}.prices.${index}.price`}
                inputMode={modeOf(campaign.currency)}
                defaultValue={step.prices[index] ?? ''}
                error={errors[`${path}.prices.${index}.price`]}
                optional={rows.items.length > 1}
                autoComplete="off"
                className="numbers"
              />
            </div>
          ))}
        </div>
      </div>
      <p
        data-volume-says={volumeTemplate(m.slots({ count: '{slots}' }))}
        data-volume-says-one={volumeTemplate(m.slots({ count: '1' }))}
        aria-live="polite"
        className="mt-2 text-sm font-semibold numbers empty:hidden"
      >
        {volumeWords(campaign.currency, rows, step)}
      </p>
      <RowButton act={`volume-remove:${place}`}>{m.seller_volume_remove()}</RowButton>
    </li>
  )
}

const volumeTemplate = (slots: string) => m.seller_volume_says({ slots, price: '{price}', amount: '{amount}' })

/** "If 50 slots fill, everybody pays 190,000 and you collect 9,500,000": where one item makes that the whole of it. */
function volumeWords(currency: string, rows: Rows, step: VolumeRow): string {
  const [only, ...others] = rows.items
  const from = countOf(step.from_slots)
  const price = amountOf(step.prices[0] ?? '', fractionDigits(currency))
  if (!only || others.length > 0 || !['', '1'].includes(only.slots_per_unit) || !from || !price) return ''
  return m.seller_volume_says({
    slots: m.slots({ count: number(from) }),
    price: money(price, currency),
    amount: money(wouldCollect(from, price), currency),
  })
}
