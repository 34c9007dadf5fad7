-- Purpose: private pictures of which something was just taken away: those that nothing shows any more are removed in a day; with `p_now` at
-- the next clearing.
-- Locks: the pictures' rows.
create or replace function sambatan.release_pictures(p_ids uuid[], p_now boolean default false) returns void
language plpgsql
as $$
begin
  update sambatan.private_pictures p set unused_since = case when p_now then '-infinity' else sambatan.now() end
  where p.id = any (p_ids)
    and not exists (select from sambatan.payment_instructions i where i.picture_ids @> array[p.id])
    and not exists (select from sambatan.payment_claims c where c.picture_id = p.id);
end
$$;

comment on function sambatan.release_pictures(uuid[], boolean) is 'Private pictures that nothing shows any more are removed soon.';
