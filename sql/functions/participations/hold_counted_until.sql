-- Purpose: when the hold ends, or ended, that counts for a buyer in a campaign: that of their newest participation, which went on
-- with the one before. What was offered and never claimed is none. A confirmation since then ends the count; money that set a hold aside does not. Null where none counts.
-- Locks: none; the caller holds the campaign's row.
create or replace function sambatan.hold_counted_until(p_campaign_id uuid, p_user_id text) returns timestamptz
language plpgsql stable
as $$
begin
  return (
    select newest.hold_expires_at
    from (
      select coalesce(p.hold_set_aside, p.hold_expires_at) as hold_expires_at, p.joined_at from sambatan.participants p
      where p.user_id = p_user_id and p.campaign_id = p_campaign_id and (p.offered_at is null or p.claimed_at is not null)
      order by p.joined_at desc, p.id desc limit 1
    ) newest
    where not exists (
      select from sambatan.participants p
      where p.user_id = p_user_id and p.campaign_id = p_campaign_id and p.confirmed_at >= newest.joined_at));
end
$$;

comment on function sambatan.hold_counted_until(uuid, text) is
  'When the hold ends, or ended, that counts for a buyer in a campaign; null where none does.';
