-- Purpose: proofs of payment are kept for 90 days after the campaign's end, or after they were sent where that is later; notes go with them.
-- That somebody claimed, and what, stays. Run now and then.
-- Locks: claims that nobody changes any more, then the pictures' rows.
-- Returns: how many were forgotten.
create or replace function sambatan.forget_old_proofs() returns integer
language plpgsql
as $$
declare
  pictures uuid[];
begin
  with old as materialized (
    select p.id, p.picture_id from sambatan.payment_claims p join sambatan.campaigns c on c.id = p.campaign_id
    where p.answered_at is not null and (p.picture_id is not null or p.note is not null)
      and greatest(coalesce(c.fulfilled_at, c.cancelled_at), p.answered_at) < sambatan.now() - interval '90 days'
      and (c.fulfilled_at is not null or c.cancelled_at is not null)
    limit 1000
  ), gone as (
    update sambatan.payment_claims p set picture_id = null, note = null from old where p.id = old.id
  )
  select coalesce(array_agg(picture_id), '{}') into pictures from old;
  perform sambatan.release_pictures(pictures, true);
  return cardinality(pictures);
end
$$;

comment on function sambatan.forget_old_proofs() is 'Forgets proofs of payment 90 days after the end.';
