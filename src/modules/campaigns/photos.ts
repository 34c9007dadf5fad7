/** The photos of a campaign as the API shows them; the module `photos` changes them. */
import { sql } from 'kysely'
import type { CampaignPhoto } from './shapes.ts'

export interface PhotoRow {
  id: string
  alt: string
  width: number
  height: number
  color: string
  blob_key: string
  widths: number[]
}

export function presentPhoto(row: PhotoRow): CampaignPhoto {
  const urls = row.widths.map((width) => [String(width), `/photos/${row.blob_key}/${width}.webp`])
  return {
    id: row.id,
    alt: row.alt,
    width: row.width,
    height: row.height,
    color: row.color,
    urls: Object.fromEntries(urls) as CampaignPhoto['urls'],
  }
}

/** All photos of each campaign of a query, in the same statement: one index look-up a campaign. */
export const photosOfCampaign = sql<PhotoRow[]>`(
  select coalesce(json_agg(json_build_object('id', p.id, 'alt', p.alt, 'width', p.width, 'height', p.height,
    'color', p.color, 'blob_key', p.blob_key, 'widths', p.widths) order by p.position), '[]')
  from sambatan.campaign_photos p where p.campaign_id = campaigns.id)`
