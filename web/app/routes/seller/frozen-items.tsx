/**
 * What a published campaign sells, once somebody has joined: what they agreed to is said, and is no field; what makes nobody worse off
 * can still be changed, and items can be added.
 */
import { TextField } from '../../components/field.tsx'
import { number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import type { ShownCampaign as Campaign } from '../../shown.ts'
import { Part } from './form.tsx'
import { emptyItem, type ItemRow, type Rows, rowsMax } from './item-rows.ts'
import { fieldsOf, Item, ItemWords } from './items-form.tsx'
import { moneyOf, RowButton, template } from './row-parts.tsx'
import { type FixedItem, fixedWords } from './still-open.ts'
import type { FieldErrors, Typed } from './terms.ts'

interface Props {
  campaign: Campaign
  typed: Typed
  rows: Rows
  /** What is agreed to of each item, by its id. */
  fixed: Map<string, FixedItem>
  errors: FieldErrors
}

export function StillOpenPart({ campaign, typed, rows, fixed, errors }: Props) {
  const isMost = rows.items.length >= rowsMax.items
  return (
    <Part id="deal-part" title={m.seller_open_title()} lead={m.seller_open_lead()}>
      <TextField
        label={m.seller_total_label()}
        hint={m.seller_open_total_hint()}
        name="total_slots"
        inputMode="numeric"
        defaultValue={typed.total_slots}
        error={errors.total_slots}
        required
        autoComplete="off"
        className="max-w-48 numbers"
      />
      <div data-item-rows {...moneyOf(campaign.currency)} className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <h3 className="text-lg">{m.seller_items_title()}</h3>
        <ol data-rows="items" data-most={rowsMax.items} className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {rows.items.map((row, index) => {
            const agreed = fixed.get(row.id)
            const one = { campaign, row, index, errors, isMost }
            return agreed ? (
              <FrozenItem key={row.id} {...one} fixed={agreed} />
            ) : (
              <Item key={row.id || index} {...one} />
            )
          })}
        </ol>
        <template data-new="items">
          <Item campaign={campaign} errors={errors} row={emptyItem()} index={template} />
        </template>
        <div>
          <RowButton act="items-add" isOff={isMost}>
            + {m.seller_item_add()}
          </RowButton>
          <p className="text-sm text-soft">{m.seller_open_add_hint()}</p>
        </div>
      </div>
    </Part>
  )
}

interface FrozenProps {
  campaign: Campaign
  row: ItemRow
  index: number
  errors: FieldErrors
  fixed: FixedItem
}

function FrozenItem({ campaign, row, index, errors, fixed }: FrozenProps) {
  const field = fieldsOf({ index, errors })
  const limits = ['minimum_units', 'maximum_units'] as const
  return (
    <li data-row className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-md border border-line p-3 sm:p-4">
      <input type="hidden" name={`items.${index}.id`} value={row.id} data-id />
      <TextField label={m.seller_item_name()} maxLength={80} required data-item-name {...field('name', row.name)} />
      <ul aria-label={m.seller_fixed()} className="rounded-md bg-sunken px-3 py-2 text-sm text-soft numbers">
        {fixedWords(fixed, campaign.currency).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3 empty:hidden sm:grid-cols-2">
        {limits
          .filter((name) => fixed[name] !== null)
          .map((name) => (
            <TextField
              key={name}
              label={name === 'minimum_units' ? m.seller_item_minimum() : m.seller_item_maximum()}
              hint={
                name === 'minimum_units'
                  ? m.seller_open_minimum_hint({ count: number(fixed.minimum_units!) })
                  : m.seller_open_maximum_hint({ count: number(fixed.maximum_units!) })
              }
              inputMode="numeric"
              {...field(name, row[name])}
            />
          ))}
      </div>
      <OnSale index={index} isOff={row.off_sale !== ''} />
      <details className="border-t border-line">
        <summary className="min-h-11 cursor-pointer content-center text-sm font-semibold text-accent">
          {m.seller_open_words()}
        </summary>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3 pb-2">
          <ItemWords campaign={campaign} row={row} field={field} />
        </div>
      </details>
    </li>
  )
}

/** Ticked, nobody can order it any more; what a form does not say is on sale. */
function OnSale({ index, isOff }: { index: number; isOff: boolean }) {
  const name = `items.${index}.off_sale`
  return (
    <label htmlFor={name} className="flex min-h-11 cursor-pointer items-start gap-3 py-2 text-sm">
      <input
        id={name}
        type="checkbox"
        name={name}
        defaultChecked={isOff}
        className="mt-0.5 size-5 shrink-0 accent-accent"
      />
      <span className="min-w-0 wrap-anywhere">
        <span className="font-semibold">{m.seller_open_off()}</span>
        <span className="block text-soft">{m.seller_open_off_hint()}</span>
      </span>
    </label>
  )
}
