-- Purpose: a seller says how it is paid, for one campaign or for all that have no instructions of their own; null takes back what was said.
-- What changed is on record without the accounts, and told to those who have still to pay: an account that somebody else put there must
-- not go unnoticed. What is as it was changes nothing.
-- p_accounts: [{kind, provider, number, holder, picture_id}]. p_unique_amounts: whether orders made from now on get unique amounts; it
-- changes nothing of those that were, and is told to nobody.
-- Locks, in order: the campaigns' rows, by id; the instructions; the pictures' rows.
-- Refuses: picture_not_found.
drop function if exists sambatan.change_payment_instructions(uuid, text, uuid, jsonb, text);
create or replace function sambatan.change_payment_instructions(
  p_id uuid, p_seller_id text, p_campaign_id uuid, p_accounts jsonb, p_words text, p_unique_amounts boolean default false)
returns void
language plpgsql
as $$
declare
  told uuid[];
  before sambatan.payment_instructions;
  pictures uuid[] := array(
    select (a ->> 'picture_id')::uuid from jsonb_array_elements(p_accounts) a where a ->> 'picture_id' is not null);
begin
  perform from sambatan.campaigns c where c.id in (select sambatan.told_of_payment(p_seller_id, p_campaign_id))
  order by c.id for no key update;
  perform pg_advisory_xact_lock(hashtextextended('payment instructions of ' || p_seller_id, 0));
  told := array(select sambatan.told_of_payment(p_seller_id, p_campaign_id));
  select * into before from sambatan.payment_instructions i
  where i.seller_id = p_seller_id and i.campaign_id is not distinct from p_campaign_id;
  if p_accounts is null and before.id is null then
    return;
  end if;
  if before.accounts = p_accounts and before.words = p_words then
    update sambatan.payment_instructions i set unique_amounts = p_unique_amounts
    where i.id = before.id and i.unique_amounts <> p_unique_amounts;
    return;
  end if;
  if p_accounts is null then
    delete from sambatan.payment_instructions i where i.id = before.id;
  else
    perform sambatan.use_pictures(pictures, array(
      select unnest(i.picture_ids) from sambatan.payment_instructions i where i.seller_id = p_seller_id));
    if before.id is null then
      insert into sambatan.payment_instructions (id, seller_id, campaign_id, accounts, words, picture_ids, changed_at, unique_amounts)
      values (p_id, p_seller_id, p_campaign_id, p_accounts, p_words, pictures, sambatan.now(), p_unique_amounts);
    else
      update sambatan.payment_instructions i
      set accounts = p_accounts, words = p_words, picture_ids = pictures, changed_at = sambatan.now(), unique_amounts = p_unique_amounts
      where i.id = before.id;
    end if;
  end if;
  perform sambatan.release_pictures(before.picture_ids);
  perform sambatan.record_access('payment_instructions_changed', p_seller_id,
    jsonb_strip_nulls(jsonb_build_object('campaign_id', p_campaign_id, 'accounts', jsonb_array_length(p_accounts))));
  perform sambatan.record_event(c.id, 'payment_instructions_changed', jsonb_build_object('first', before.id is null
      and (p_campaign_id is null or not exists (
        select from sambatan.payment_instructions i where i.seller_id = p_seller_id and i.campaign_id is null))))
  from unnest(told) c (id);
end
$$;

comment on function sambatan.change_payment_instructions(uuid, text, uuid, jsonb, text, boolean) is
  'A seller says how it is paid, for one campaign or for all; whoever has still to pay is told.';
