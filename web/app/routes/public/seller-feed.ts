/** A seller's campaigns for feed readers (RSS 2.0), newest first. */
import { Feed } from 'feed'
import { isolated } from '../../../../src/kernel/isolated.ts'
import { dateTime, number } from '../../format.ts'
import { page } from '../../page.ts'
import { m } from '../../paraglide/messages.js'
import { getLocale } from '../../paraglide/runtime.js'
import { shown } from '../../shown.ts'
import type { Route } from './+types/seller-feed.ts'
import { campaignsOf } from './seller-campaigns.ts'

/** Not the loader of a resource: what is refused must be a page, as of every other address that people open. */
const answer = page(async (page) => {
  const { seller, campaigns } = await campaignsOf(page)
  const site = page.context.publicUrl
  const name = seller.name ?? seller.slug
  const link = `${site}/s/${seller.slug}`
  const feed = new Feed({
    id: link,
    link,
    title: `${name} · ${m.site_name()}`,
    description: seller.about || m.maker_feed_about({ name }),
    language: getLocale(),
    copyright: name,
    feedLinks: { rss: `${link}/feed.xml?lang=${getLocale()}` },
    ...(campaigns[0] && { updated: new Date(campaigns[0].updated_at) }),
  })
  for (const campaign of campaigns.map(shown)) {
    feed.addItem({
      id: campaign.id,
      guid: campaign.id,
      title: campaign.title,
      link: `${site}/c/${campaign.slug}`,
      date: new Date(campaign.published_at ?? campaign.created_at),
      // Readers take it for HTML, and what a seller wrote is none.
      description: asHtml(
        [
          // Readers keep what they read first: true before it opens, and afterwards.
          ...(campaign.opens_at === null ? [] : [m.maker_feed_opens({ opens: dateTime(campaign.opens_at) })]),
          m.maker_feed_item({
            price: campaign.price,
            goal: number(campaign.minimum_slots),
            total: number(campaign.total_slots),
            deadline: dateTime(campaign.deadline),
            story: isolated(campaign.description),
          }),
        ].join(' '),
      ),
    })
  }
  return new Response(feed.rss2(), {
    headers: { 'content-type': 'application/rss+xml; charset=utf-8', 'x-page-keep-ms': '30000' },
  })
})

function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>')
}

export const middleware: Route.MiddlewareFunction[] = [(args) => answer(args)]

export default function SellerFeed() {
  return null
}
