-- Purpose: puts on record that whoever owes has been shown to which accounts it goes: an event of each participation for which something is
-- owed at this moment and an account is given. What is not returned must not be shown.
-- p_way: `one` by itself, or many in a `file` for the bank. p_seller_id: of whose campaigns alone; null: of all.
-- Locks: the campaigns' rows, by id.
-- Returns: the participations of which it may be shown.
create or replace function sambatan.record_refund_account_looks(p_participation_ids uuid[], p_way text, p_seller_id text default null)
returns setof uuid
language plpgsql
as $$
begin
  perform from sambatan.campaigns c
  where c.id in (select p.campaign_id from sambatan.participants p where p.id = any (p_participation_ids))
  order by c.id for no key update;
  return query
  with shown as (
    insert into sambatan.audit_logs (campaign_id, participant_id, event, actor, metadata, created_at)
    select p.campaign_id, p.id, 'refund_account_shown', sambatan.actor(), jsonb_build_object('way', p_way), sambatan.now()
    from sambatan.participants p
    join sambatan.campaigns c on c.id = p.campaign_id
    join sambatan.refund_accounts r on r.person_id = p.user_id
    where p.id = any (p_participation_ids) and p.owed_to_buyer > 0 and (p_seller_id is null or c.seller_id = p_seller_id)
    order by p.id
    returning participant_id
  )
  select s.participant_id from shown s;
end
$$;

comment on function sambatan.record_refund_account_looks(uuid[], text, text) is
  'Puts on record that refund accounts are shown to who must pay, and says of which participations they may be.';
