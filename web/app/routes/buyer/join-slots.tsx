import { fractionDigits } from '../../../../src/kernel/money.ts'
import { Button } from '../../components/button.tsx'
import { landing } from '../../components/landing.ts'
import { Notice } from '../../components/notice.tsx'
import { number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import type { JoinData } from './join-data.ts'
import { isLast, joinPath } from './join-state.ts'

/**
 * How many. Plain buttons ask for the page with one more or one less; where scripts run they count on the spot (`join`).
 */
export function SlotsStep({ loaded }: { loaded: JoinData }) {
  const { campaign, slots, total, bounds, held, key, isUnclear } = loaded
  return (
    <form method="get" action={joinPath(campaign.slug)}>
      <input type="hidden" name="key" value={key} />
      {/* Enter goes on, and the first button of a form is what Enter presses. */}
      <button type="submit" name="step" value="address" tabIndex={-1} aria-hidden="true" className="sr-only" />
      <h1 className="text-2xl outline-none" {...landing}>
        {m.buyer_slots_title()}
      </h1>
      <p className="mt-1 text-soft numbers">
        <span
          data-left={campaign.slots_remaining}
          data-live-left-words={m.buyer_slots_left({ slots: m.slots({ count: '{left}' }) })}
          data-live-left-words-one={m.buyer_slots_left({ slots: m.slots({ count: '1' }) })}
        >
          {m.buyer_slots_left({ slots: m.slots({ count: number(campaign.slots_remaining) }) })}
        </span>
        {'. '}
        <span data-last-words={lastWords(campaign)} data-least-words={limitWords(campaign)}>
          {isLast(loaded) ? lastWords(campaign) : limitWords(campaign)}
        </span>
      </p>
      <div className="mt-5 space-y-3 empty:hidden">
        {isUnclear && <Notice tone="bad">{rangeWords(bounds)}</Notice>}
        {held > 0 && <Notice>{m.buyer_slots_held({ slots: m.slots({ count: number(held) }) })}</Notice>}
      </div>
      <div
        className="mt-6 flex items-stretch gap-3"
        data-stepper
        data-campaign={campaign.id}
        data-currency={campaign.currency}
        data-digits={fractionDigits(campaign.currency)}
      >
        <StepButton by={-1} label={m.buyer_slots_less()} disabled={slots <= bounds.min} />
        <label className="flex-1">
          <span className="sr-only">{m.buyer_slots_label()}</span>
          <input
            type="number"
            name="slots"
            inputMode="numeric"
            min={bounds.min}
            data-least={Math.max(1, campaign.min_per_buyer - held)}
            max={bounds.max}
            required
            defaultValue={slots}
            aria-describedby="slots-error"
            className="size-full min-h-14 rounded-md border border-line bg-surface text-center text-xl font-bold numbers [appearance:textfield] hover:border-soft [&::-webkit-inner-spin-button]:appearance-none"
          />
        </label>
        <StepButton by={1} label={m.buyer_slots_more()} disabled={slots >= bounds.max} />
      </div>
      <p
        id="slots-error"
        role="alert"
        hidden
        className="mt-2 text-sm font-semibold text-bad"
        data-slots-error={m.buyer_slots_between({ min: '{min}', max: '{max}' })}
        data-slots-error-only={m.buyer_slots_only({ slots: m.slots({ count: '{max}' }) })}
        data-slots-error-one={m.buyer_slots_only({ slots: m.slots({ count: '1' }) })}
      />
      <p className="mt-6 flex flex-wrap items-baseline justify-between gap-4 border-t border-line pt-4">
        <span className="text-soft">{m.buyer_total()}</span>
        <output className="min-w-0 text-xl font-extrabold wrap-anywhere numbers" data-total>
          {total}
        </output>
      </p>
      <p className="mt-1 text-sm text-soft">{m.buyer_confirm_owe()}</p>
      <Button name="step" value="address" className="mt-6 w-full">
        {m.buyer_slots_continue()}
      </Button>
    </form>
  )
}

function StepButton({ by, label, disabled }: { by: 1 | -1; label: string; disabled: boolean }) {
  return (
    <button
      type="submit"
      name="by"
      value={by}
      data-by={by}
      aria-label={label}
      disabled={disabled}
      formNoValidate
      className="size-14 shrink-0 cursor-pointer rounded-md border border-line bg-surface text-xl font-semibold hover:border-accent hover:text-accent disabled:cursor-not-allowed disabled:opacity-40"
    >
      <span aria-hidden="true">{by > 0 ? '+' : '−'}</span>
    </button>
  )
}

function rangeWords({ min, max }: JoinData['bounds']): string {
  return min === max
    ? m.buyer_slots_only({ slots: m.slots({ count: number(max) }) })
    : m.buyer_slots_between({ min: number(min), max: number(max) })
}

function lastWords({ min_per_buyer: min }: JoinData['campaign']): string {
  return m.buyer_slots_last({ min: m.slots({ count: number(min) }) })
}

function limitWords({ min_per_buyer: min, max_per_buyer: max }: JoinData['campaign']): string {
  const words = []
  if (min > 1) words.push(m.buyer_slots_min({ slots: m.slots({ count: number(min) }) }))
  if (max !== null) words.push(m.buyer_slots_max({ slots: m.slots({ count: number(max) }) }))
  return words.join(' ')
}
