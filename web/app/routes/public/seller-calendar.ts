/** A seller's openings and deadlines for calendars (iCalendar), which ask again by themselves. */
import ical, { ICalEventStatus } from 'ical-generator'
import { number } from '../../format.ts'
import { page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { shown } from '../../shown.ts'
import type { Route } from './+types/seller-calendar.ts'
import { campaignsOf } from './seller-campaigns.ts'

/** Not the loader of a resource: what is refused must be a page, as of every other address that people open. */
const answer = page(async (page) => {
  const { seller, campaigns } = await campaignsOf(page)
  const site = page.context.publicUrl
  const calendar = ical({
    // The package escapes what events say, but not what the calendar is called.
    name: (seller.name ?? seller.slug).replace(/[\\;,]/g, '\\$&'),
    prodId: { company: 'Sambatan', product: 'Sambatan' },
    url: `${site}/s/${seller.slug}`,
    // So often a calendar that follows it looks again, in seconds.
    ttl: 3_600,
  })
  for (const campaign of campaigns.map(shown)) {
    const about = m.maker_calendar_about({
      price: campaign.price,
      goal: number(campaign.minimum_slots),
      total: number(campaign.total_slots),
    })
    const add = (what: string, at: string, summary: string) =>
      calendar.createEvent({
        id: `${what}-${campaign.id}@${new URL(site).hostname}`,
        start: new Date(at),
        stamp: new Date(campaign.updated_at),
        lastModified: new Date(campaign.updated_at),
        summary,
        description: about,
        url: `${site}/c/${campaign.slug}`,
        // What was cancelled goes from the calendars that have it.
        status: campaign.status === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      })
    if (campaign.opens_at) add('opens', campaign.opens_at, m.maker_calendar_opens({ title: campaign.title }))
    add('deadline', campaign.deadline, m.maker_calendar_deadline({ title: campaign.title }))
  }
  return new Response(`${calendar.toString()}\r\n`, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': `inline; filename="${seller.slug}.ics"`,
      'x-page-keep-ms': '30000',
    },
  })
})

export const middleware: Route.MiddlewareFunction[] = [(args) => answer(args)]

export default function SellerCalendar() {
  return null
}
