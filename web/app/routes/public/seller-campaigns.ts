/** What feed readers and calendars are told of a seller. */
import { endedCampaigns } from '../../../../src/kernel/status.ts'
import type { Page } from '../../page.ts'

/** The seller and their newest campaigns that are public, for anybody: also its seller gets no draft. */
export async function campaignsOf({ api, params }: Page) {
  const seller = await api.readSeller({ id: params.slug! })
  const status = ['scheduled', 'active', 'full', ...endedCampaigns] as const
  const { items } = await api.listCampaigns({ seller_id: seller.seller_id, status: [...status], limit: 50 })
  return { seller, campaigns: items }
}
