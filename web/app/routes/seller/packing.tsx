/** What sellers look at of a campaign's items: how many of each are ordered, and which may not be made. */
import { Notice } from '../../components/notice.tsx'
import { number } from '../../format.ts'
import { m } from '../../paraglide/messages.js'
import type { ShownCampaign as Campaign } from '../../shown.ts'
import type { Danger } from '../../sold.ts'

/** How many of each are ordered: what is to be made and packed. */
export function Packing({ campaign }: { campaign: Campaign }) {
  if (campaign.isPlain) return null
  return (
    <section aria-labelledby="packing">
      <h2 id="packing" className="text-xl">
        {m.seller_packing()}
      </h2>
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {campaign.items.map((item) => (
          <li key={item.id} className="flex flex-wrap justify-between gap-x-4 py-2.5">
            <span dir="auto" className={`min-w-0 wrap-anywhere ${item.dropped ? 'text-soft line-through' : ''}`}>
              {item.name}
            </span>
            <strong className="numbers">{m.seller_packing_units({ count: number(item.taken) })}</strong>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Items that too few have ordered so far, and what that means; nothing where there are none. */
export function Dangers({ campaign }: { campaign: Campaign }) {
  const inDanger = campaign.items.filter(({ danger }) => danger !== null)
  if (inDanger.length === 0 || campaign.status === 'inactive') return null
  return (
    <Notice tone="warn" silent title={m.seller_danger_title()}>
      {inDanger.map(({ id, name, danger }) => (
        <p key={id} className="numbers">
          {dangerWords(name, danger!)}
        </p>
      ))}
    </Notice>
  )
}

function dangerWords(item: string, { counted, minimum, waiting, byConfirmed }: Danger): string {
  const words = { item, taken: number(counted), minimum: number(minimum), count: number(minimum - counted) }
  if (!byConfirmed) return m.seller_danger(words)
  return waiting > 0
    ? m.seller_danger_waiting({ ...words, waiting: number(waiting) })
    : m.seller_danger_confirmed(words)
}
