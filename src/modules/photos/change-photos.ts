import { sql } from 'kysely'
import type { Tx } from '../../db/index.ts'
import { type CampaignPhoto, presentPhoto } from '../campaigns/index.ts'
import { photoRow, photoRows } from './photo-row.ts'

/**
 * Takes a photo away. It can still be looked at for a day, by those who have its address.
 * @throws Problem campaign_not_found, campaign_state_invalid, photo_not_found
 */
export async function removePhoto(tx: Tx, campaignId: string, photoId: string): Promise<void> {
  await sql`select sambatan.remove_campaign_photo(${campaignId}, ${photoId})`.execute(tx)
}

/**
 * Says in words what a photo shows.
 * @throws Problem campaign_not_found, campaign_state_invalid, photo_not_found
 */
export async function describePhoto(tx: Tx, campaignId: string, photoId: string, alt: string): Promise<CampaignPhoto> {
  await sql`select sambatan.describe_campaign_photo(${campaignId}, ${photoId}, ${alt})`.execute(tx)
  return presentPhoto(await photoRow(tx, campaignId, photoId))
}

/**
 * Puts all photos of a campaign into the order of their ids here; the first is the one that lists and previews show.
 * @throws Problem campaign_not_found, campaign_state_invalid, photo_order_invalid
 */
export async function orderPhotos(tx: Tx, campaignId: string, ids: string[]): Promise<CampaignPhoto[]> {
  await sql`select sambatan.order_campaign_photos(${campaignId}, ${ids}::uuid[])`.execute(tx)
  return (await photoRows(tx, campaignId)).map(presentPhoto)
}
