import type { Database } from '../../db/index.ts'
import { isUuid } from '../../kernel/ids.ts'

/**
 * Makes happen what fell due by the clock for one campaign, in a transaction of its own.
 * @param id of the campaign (or its slug), or of a participation in it; nothing happens where there is none
 * @throws Problem campaign_behind
 */
export async function catchUp(db: Database, of: 'campaign' | 'participation', id: string): Promise<void> {
  if (of === 'campaign') {
    await db.query(
      `select sambatan.catch_up_campaign(id) from sambatan.campaigns where ${isUuid(id) ? 'id' : 'slug'} = $1`,
      [id],
    )
  } else if (isUuid(id)) {
    await db.query('select sambatan.catch_up_campaign(campaign_id) from sambatan.participants where id = $1', [id])
  }
}
