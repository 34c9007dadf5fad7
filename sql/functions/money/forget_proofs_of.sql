-- Purpose: forgets proofs and notes with which an erased person said that they have paid. That they did, and how much, stays.
-- Locks: the claims, the pictures' rows; the caller holds the rows of the campaigns.
create or replace function sambatan.forget_proofs_of(p_person_id text) returns void
language plpgsql
as $$
declare
  pictures uuid[] := array(
    select c.picture_id from sambatan.payment_claims c join sambatan.participants p on p.id = c.participation_id
    where p.user_id = p_person_id and c.picture_id is not null);
begin
  update sambatan.payment_claims c set picture_id = null, note = null
  from sambatan.participants p
  where p.user_id = p_person_id and p.id = c.participation_id and (c.picture_id is not null or c.note is not null);
  perform sambatan.release_pictures(pictures, true);
end
$$;

comment on function sambatan.forget_proofs_of(text) is 'Forgets proofs and notes with which an erased person said that they have paid.';
