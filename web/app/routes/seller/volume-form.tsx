/** What brings the price down for all: from so many slots, for each item. */
import { fractionDigits } from '../../../../src/kernel/money.ts'
import { amountOf, countOf, wouldCollect } from '../../amounts.ts'
import { TextField } from '../../components/field.tsx'
import { money, number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import type { ShownCampaign as Campaign } from '../../shown.ts'
import { type Rows, rowsMax, type VolumeRow } from './item-rows.ts'
import { Folded, modeOf, RowButton, template } from './row-parts.tsx'
import type { FieldErrors } from './terms.ts'

interface Props {
  campaign: Campaign
  rows: Rows
  errors: FieldErrors
}

export function VolumeFields({ campaign, rows, errors }: Props) {
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
