import { sql } from 'kysely'
import type { Database } from '../../src/db/index.ts'

/**
 * Fills a database with campaigns by plain INSERT, in the states of a marketplace that has run for a while: 40 % active
 * with a deadline to come, 20 % scheduled, 40 % over. None is due. `participantsEach` go to every campaign.
 */
export async function fillCampaigns(db: Database, count: number, participantsEach: number): Promise<void> {
  await db.query(`insert into sambatan.products (id, seller_id, name, base_price, sambatan_enabled, created_at, updated_at)
    values ('00000000-0000-7000-8000-00000000b0b0', 'bench', 'Bench', 1000, true, now(), now()) on conflict do nothing`)
  await insertCampaigns(db, count, participantsEach, 'background')
  for (const table of ['campaigns', 'participants']) await db.query(`vacuum analyze sambatan.${table}`)
}

/** Adds campaigns whose deadline has passed with the goal met by 20 participants of one slot each. */
export async function addDueCampaigns(db: Database, count: number): Promise<void> {
  await insertCampaigns(db, count, 20, 'due')
}

async function insertCampaigns(
  db: Database,
  count: number,
  participantsEach: number,
  kind: 'background' | 'due',
): Promise<void> {
  const due = kind === 'due'
  const statuses = due ? ['active'] : ['active', 'active', 'scheduled', 'fulfilled', 'expired']
  await db.tx(
    async (tx) => {
      // Inserting is not what is measured: the triggers that maintain the counter and the search would only make it slow.
      await sql`alter table sambatan.participants disable trigger count_participants_added`.execute(tx)
      await sql`alter table sambatan.campaigns disable trigger index_added_campaigns`.execute(tx)
      await sql`
        with made as (
          insert into sambatan.campaigns (id, slug, product_id, seller_id, title, price_per_slot, total_slots,
            minimum_slots, filled_slots, participant_count, opens_at, deadline, status, fulfilled_at, cancelled_at,
            created_at, updated_at)
          select gen_random_uuid(), ${kind} || '-' || md5(random()::text || i), '00000000-0000-7000-8000-00000000b0b0',
            'bench', 'Bench campaign', 1000, 100, least(20, ${participantsEach}::int), live, live,
            case when state = 'scheduled' then now() + interval '1 hour' end,
            case when ${due} then now() - interval '1 second' else now() + (2 + i % 100) * interval '1 hour' end,
            state::sambatan.sambatan_status,
            case when state = 'fulfilled' then now() end, case when state = 'expired' then now() end, now(), now()
          from (
            select i, state, case when state in ('active', 'fulfilled') then ${participantsEach}::int else 0 end as live
            from generate_series(1, ${count}::int) i,
              lateral (select (${statuses}::text[])[1 + i % ${statuses.length}::int] as state) chosen
          ) planned
          returning id, status, participant_count
        )
        insert into sambatan.participants (id, campaign_id, user_id, quantity, amount, currency, shipping_address,
          status, joined_at, updated_at)
        select gen_random_uuid(), m.id, 'buyer-' || n, 1, 1000, 'IDR', 'Jalan Melati 5, Yogyakarta',
          case m.status when 'fulfilled' then 'confirmed' else 'pending_payment' end::sambatan.sambatan_participant_status,
          now(), now()
        from made m, generate_series(1, m.participant_count) n`.execute(tx)
      await sql`alter table sambatan.participants enable trigger count_participants_added`.execute(tx)
      await sql`alter table sambatan.campaigns enable trigger index_added_campaigns`.execute(tx)
    },
    { statementTimeoutMs: 0 },
  )
}
