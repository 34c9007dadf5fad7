-- Purpose: forgets what an erased person said of how they are paid: accounts, words and pictures.
-- Locks: the instructions, the pictures' rows; the caller holds the rows of the campaigns.
create or replace function sambatan.erase_payment_words(p_person_id text) returns void
language plpgsql
as $$
declare
  pictures uuid[];
begin
  with gone as (
    delete from sambatan.payment_instructions i where i.seller_id = p_person_id returning i.picture_ids
  )
  select array_agg(id) into pictures from gone, unnest(gone.picture_ids) id;
  perform sambatan.release_pictures(pictures || array(
    select p.id from sambatan.private_pictures p where p.owner = 'user:' || p_person_id), true);
end
$$;

comment on function sambatan.erase_payment_words(text) is 'Forgets what an erased person said of how they are paid.';
