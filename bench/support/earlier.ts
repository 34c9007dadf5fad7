/**
 * The earlier version's join: read the campaign, reserve by a function, insert the participant, read the campaign again,
 * insert the audit entry, each its own statement and commit. On tables of its own with nothing but primary keys, so that
 * it pays for none of our indexes, triggers and checks.
 */
import type { Database } from '../../src/db/index.ts'
import { uuidv7 } from '../../src/kernel/ids.ts'

const campaignId = '00000000-0000-7000-8000-00000000ea51'

export async function prepareEarlier(db: Database): Promise<string> {
  for (const statement of [
    'create schema if not exists bench_earlier',
    `create table if not exists bench_earlier.campaigns (
      id uuid primary key, title text, total_slots int not null, filled_slots int not null default 0,
      price_per_slot bigint not null, status text not null, deadline timestamptz not null, updated_at timestamptz)`,
    `create table if not exists bench_earlier.participants (
      id uuid primary key, campaign_id uuid not null, user_id text not null, quantity int not null, amount bigint not null,
      status text not null, shipping_address text, joined_at timestamptz)`,
    `create table if not exists bench_earlier.audit_logs (
      id bigint generated always as identity primary key, campaign_id uuid, event text, metadata jsonb, created_at timestamptz)`,
    `create or replace function bench_earlier.reserve(p_campaign uuid, p_slots int) returns boolean language plpgsql as $$
      declare c record;
      begin
        select * into c from bench_earlier.campaigns where id = p_campaign for update;
        if not found or c.status <> 'active' or c.filled_slots + p_slots > c.total_slots then return false; end if;
        update bench_earlier.campaigns set filled_slots = filled_slots + p_slots, updated_at = now(),
          status = case when filled_slots + p_slots = total_slots then 'locked' else status end
        where id = p_campaign;
        return true;
      end $$`,
    `insert into bench_earlier.campaigns (id, title, total_slots, price_per_slot, status, deadline)
      values ('${campaignId}', 'Earlier', 1000000, 185000, 'active', now() + interval '1 day') on conflict do nothing`,
  ]) {
    await db.query(statement)
  }
  return campaignId
}

interface EarlierCampaign {
  price_per_slot: number
  status: string
  filled_slots: number
}

export async function joinTheEarlierWay(
  db: Database,
  campaignId: string,
  body: { user_id: string; quantity: number; shipping_address: string },
): Promise<{ id: string; slots: number } | undefined> {
  const read = 'select * from bench_earlier.campaigns where id = $1'
  const [campaign] = await db.query<EarlierCampaign>(read, [campaignId])
  if (campaign?.status !== 'active') return undefined
  const [reserved] = await db.query<{ ok: boolean }>('select bench_earlier.reserve($1, $2) as ok', [
    campaignId,
    body.quantity,
  ])
  if (!reserved?.ok) return undefined
  const id = uuidv7()
  await db.query(`insert into bench_earlier.participants values ($1, $2, $3, $4, $5, 'pending_payment', $6, now())`, [
    id,
    campaignId,
    body.user_id,
    body.quantity,
    body.quantity * campaign.price_per_slot,
    body.shipping_address,
  ])
  const [after] = await db.query<EarlierCampaign>(read, [campaignId])
  await db.query(
    `insert into bench_earlier.audit_logs (campaign_id, event, metadata, created_at)
     values ($1, 'participant_joined', $2, now())`,
    [campaignId, JSON.stringify({ quantity: body.quantity })],
  )
  return { id, slots: after!.filled_slots }
}
