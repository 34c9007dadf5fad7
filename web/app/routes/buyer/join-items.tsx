import type { ReactNode } from 'react'
import { fractionDigits } from '../../../../src/kernel/money.ts'
import { Button } from '../../components/button.tsx'
import { Danger, stepWords } from '../../components/items.tsx'
import { landing } from '../../components/landing.ts'
import { Notice } from '../../components/notice.tsx'
import { number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import type { QuotedLine, ShownCampaign } from '../../shown.ts'
import type { ShownItem } from '../../sold.ts'
import type { JoinData } from './join-data.ts'
import { type OrderLine, unitsName } from './join-lines.ts'
import { joinPath } from './join-state.ts'

/** What and how many of each. Plain buttons ask for the page with one more or one less; where scripts run they count on the spot. */
export function ItemsStep({
  loaded,
  errors = {},
  notice,
}: {
  loaded: JoinData
  errors?: Record<string, string>
  notice?: string | undefined
}) {
  const { campaign, total, key, isUnclear, held, lines = [] } = loaded
  return (
    <form method="get" action={joinPath(campaign.slug)}>
      <input type="hidden" name="key" value={key} />
      {/* Enter goes on, and the first button of a form is what Enter presses. */}
      <button type="submit" name="step" value="address" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <h1 className="text-2xl outline-none" {...landing}>
        {m.buyer_items_title()}
      </h1>
      <p className="mt-1 text-soft numbers">
        {m.buyer_slots_left({ slots: m.slots({ count: number(campaign.slots_remaining) }) })}
      </p>
      <div className="mt-4 space-y-3 empty:hidden">
        {notice && <Notice tone="bad">{notice}</Notice>}
        {isUnclear && <Notice tone="bad">{m.buyer_items_nothing()}</Notice>}
        {held > 0 && <Notice>{m.buyer_slots_held({ slots: m.slots({ count: number(held) }) })}</Notice>}
      </div>
      <ItemFields campaign={campaign} lines={lines} errors={errors} withSteps />
      <OrderSum total={total} says={loaded.volumeSays} />
      <p className="mt-1 text-sm text-soft">{m.buyer_confirm_owe()}</p>
      <Button name="step" value="address" className="mt-6 w-full">
        {m.buyer_slots_continue()}
      </Button>
    </form>
  )
}

/** What an order comes to; a script asks for it anew as numbers change. */
export function OrderSum({ total, says, children }: { total: string; says: string; children?: ReactNode }) {
  return (
    <>
      <p className="mt-4 flex flex-wrap items-baseline justify-between gap-4">
        <span className="text-soft">{m.buyer_total()}</span>
        <output className="min-w-0 text-xl font-extrabold wrap-anywhere numbers" data-total>
          {total || '–'}
        </output>
      </p>
      <p
        className="mt-1 text-sm font-semibold text-good numbers empty:hidden"
        data-volume
        data-saves={m.buyer_items_volume_saves({ slots: m.slots({ count: '{slots}' }), amount: '{amount}' })}
        data-now={m.buyer_items_volume_now({ amount: '{amount}' })}
      >
        {says}
      </p>
      {children}
    </>
  )
}

/** A number for each item. `most`, where somebody may have more than is left, as what they hold already. */
export function ItemFields({
  campaign,
  lines,
  errors,
  withSteps = false,
  quotedBy = `campaigns/${campaign.id}`,
  mostOf = (item) => item.most,
}: {
  campaign: ShownCampaign
  lines: OrderLine[]
  errors: Record<string, string>
  /** Whether the buttons send the form, for pages that take it back. */
  withSteps?: boolean
  /** What says what they come to: the campaign, or the order that is changed. */
  quotedBy?: string
  mostOf?: (item: ShownItem) => number
}) {
  return (
    <ul
      className="mt-5 divide-y divide-line border-y border-line"
      data-items-order={quotedBy}
      data-currency={campaign.currency}
      data-digits={fractionDigits(campaign.currency)}
    >
      {campaign.items.map((item) => (
        <ItemField
          key={item.id}
          item={item}
          units={lines.find(({ item_id }) => item_id === item.id)?.units ?? 0}
          most={mostOf(item)}
          error={errors[item.id]}
          withSteps={withSteps}
        />
      ))}
    </ul>
  )
}

interface FieldProps {
  item: ShownItem
  units: number
  most: number
  error: string | undefined
  withSteps: boolean
}

function ItemField({ item, units, most, error, withSteps }: FieldProps) {
  const name = unitsName(item.id)
  const isGone = most === 0 && units === 0
  const says = isGone ? (item.onSale ? m.item_none() : m.item_off()) : stepWords(item)
  return (
    <li className="grid grid-cols-[minmax(8rem,1fr)_auto] items-center gap-x-3 gap-y-1 py-3">
      <div className="min-w-0">
        <label htmlFor={name} dir="auto" className="font-semibold wrap-anywhere">
          {item.name}
        </label>
        <p className="numbers">
          {item.compareAt && <s className="mr-2 text-sm text-soft">{item.compareAt}</s>}
          <span className="font-bold">{item.price}</span>
        </p>
        {item.slots > 1 && (
          <p className="text-sm text-soft numbers">{m.item_slots({ slots: m.slots({ count: number(item.slots) }) })}</p>
        )}
      </div>
      <div className="flex items-stretch" data-units>
        <Step item={item} by={-1} disabled={units <= 0} withSteps={withSteps} />
        <input
          id={name}
          type="number"
          name={name}
          inputMode="numeric"
          min={0}
          max={Math.max(most, units)}
          defaultValue={units}
          disabled={isGone}
          aria-invalid={error ? true : undefined}
          aria-describedby={[error && `${name}-error`, says && `${name}-says`].filter(Boolean).join(' ') || undefined}
          className="w-14 min-h-11 border-y border-line bg-surface [[hidden]+&]:rounded-md [[hidden]+&]:border-x text-center text-lg font-bold numbers [appearance:textfield] aria-invalid:border-bad disabled:opacity-50 [&::-webkit-inner-spin-button]:appearance-none"
        />
        <Step item={item} by={1} disabled={units >= most} withSteps={withSteps} />
      </div>
      {error && (
        <p id={`${name}-error`} role="alert" className="col-span-2 text-sm font-semibold text-bad">
          {error}
        </p>
      )}
      {says && (
        <p id={`${name}-says`} className="col-span-2 text-sm text-soft numbers">
          {says}
        </p>
      )}
      <div className="col-span-2 empty:hidden">
        <Danger item={item} />
      </div>
    </li>
  )
}

/** Without scripts it sends the form for the page with one more or less; where a page takes no such form, only scripts show it. */
function Step({
  item,
  by,
  disabled,
  withSteps,
}: {
  item: ShownItem
  by: 1 | -1
  disabled: boolean
  withSteps: boolean
}) {
  return (
    <button
      type={withSteps ? 'submit' : 'button'}
      name={withSteps ? 'by' : undefined}
      value={`${item.id}:${by}`}
      data-by={by}
      hidden={!withSteps}
      aria-label={by > 0 ? m.buyer_items_more({ item: item.name }) : m.buyer_items_less({ item: item.name })}
      disabled={disabled}
      formNoValidate
      className={`size-11 shrink-0 cursor-pointer border border-line bg-surface text-lg font-semibold hover:text-accent disabled:cursor-not-allowed disabled:opacity-40 ${by > 0 ? 'rounded-r-md' : 'rounded-l-md'}`}
    >
      <span aria-hidden="true">{by > 0 ? '+' : '−'}</span>
    </button>
  )
}

/** The lines of an order with what each costs. */
export function LineList({ lines }: { lines: QuotedLine[] }) {
  return (
    <ul className="space-y-1 numbers">
      {lines.map((line) => (
        <li key={line.key} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4">
          <span dir="auto" className={`min-w-0 wrap-anywhere ${line.isDropped ? 'line-through' : ''}`}>
            {m.buyer_items_line({ units: line.units, item: line.name })}
            <span className="block text-sm text-soft">
              {m.buyer_items_each({ price: line.price })}
              {line.isEarly && ` · ${m.buyer_items_tier()}`}
            </span>
          </span>
          <span className={line.isDropped ? 'text-soft line-through' : ''}>{line.amount}</span>
        </li>
      ))}
    </ul>
  )
}
