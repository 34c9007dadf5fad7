/** What a campaign sells, a row an item: what most need is in sight, early birds, limits and the volume are folded away. */
import { fractionDigits } from '../../../../src/kernel/money.ts'
import { amountOf, countOf } from '../../amounts.ts'
import { SelectField, TextArea, TextField } from '../../components/field.tsx'
import { money, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import type { ShownCampaign as Campaign } from '../../shown.ts'
import { emptyItem, emptyTier, type ItemRow, type Rows, rowsMax, type TierRow } from './item-rows.ts'
import { Folded, modeOf, moneyOf, RowButton, template } from './row-parts.tsx'
import type { FieldErrors } from './terms.ts'
import { VolumeFields } from './volume-form.tsx'

interface Props {
  campaign: Campaign
  rows: Rows
  errors: FieldErrors
}

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

interface ItemProps {
  campaign: Campaign
  row: ItemRow
  index: number
  errors: FieldErrors
  /** There are as many items as there can be. */
  isMost?: boolean
}

/** The fields of the row's own, by their names. */
export function fieldsOf({ index, errors }: Pick<ItemProps, 'index' | 'errors'>) {
  const path = `items.${index}`
  return (name: string, value: string) => ({
    name: `${path}.${name}`,
    defaultValue: value,
    error: errors[`${path}.${name}`],
    autoComplete: 'off',
  })
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
    <div className="mt-2 -ml-1 flex flex-wrap gap-x-1">
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
  const field = foldedOf(props)
  const hasErrors = foldedFields.some((name) => errors[`items.${index}.${name}`])
  return (
    <Folded
      title={m.seller_item_more()}
      isOpen={hasErrors || row.minimum_units !== '' || row.maximum_units !== '' || row.slots_per_unit !== ''}
    >
      <p className="text-sm text-soft">{m.seller_item_more_lead()}</p>
      <ItemWords campaign={campaign} row={row} field={field} />
      <ItemLimits {...props} />
      <div className="grid grid-cols-2 gap-3">
        <TextField label={m.seller_item_weight()} inputMode="numeric" {...field('weight_grams', row.weight_grams)} />
        <TextField label={m.seller_item_sku()} maxLength={64} {...field('sku', row.sku)} />
      </div>
      <input type="hidden" name={`items.${index}.off_sale`} value={row.off_sale} />
    </Folded>
  )
}

/** The fields that are folded away may all stay empty: that is said once, above them. */
function foldedOf(props: Pick<ItemProps, 'index' | 'errors'>) {
  const field = fieldsOf(props)
  return (name: string, value: string) => ({ ...field(name, value), optional: false })
}

/** How an item is shown: by one of the campaign's photos, and in words. */
export function ItemWords({
  campaign,
  row,
  field,
}: Pick<ItemProps, 'campaign' | 'row'> & { field: ReturnType<typeof fieldsOf> }) {
  return (
    <>
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
    </>
  )
}

/** How an item is compared and counted, and how many of it there are at least and at most. */
function ItemLimits(props: ItemProps) {
  const { campaign, row } = props
  const field = foldedOf(props)
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
      </div>
      <div className="grid grid-cols-2 gap-3">
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
      <div className="col-span-full -mt-1 flex items-center justify-between gap-3">
        <p
          data-tier-says={m.seller_tier_says(tierTemplate)}
          data-tier-says-next={m.seller_tier_says_next(tierTemplate)}
          aria-live="polite"
          className="min-w-0 text-sm font-semibold numbers empty:hidden"
        >
          {tierWords(campaign.currency, tier, item, place)}
        </p>
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
