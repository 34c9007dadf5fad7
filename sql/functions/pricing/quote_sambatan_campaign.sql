-- Purpose: what a number of slots costs now, and whether anybody who holds none could join with it: decided by the functions that
-- decide a join, after what fell due for the campaign. Takes nothing and promises nothing: the join decides again.
-- Locks: the campaign's row and its participants, where something fell due; else none.
-- Refuses: campaign_behind.
-- Returns: a row, or none where there is no such campaign; `reason` is null where it fits, and `amount` where the campaign has not so
-- many slots altogether.
create or replace function sambatan.quote_sambatan_campaign(p_campaign_id uuid, p_quantity integer)
returns table (currency text, amount bigint, quantity integer, reason text)
language plpgsql
as $$
#variable_conflict use_column
declare
  campaign sambatan.campaigns;
begin
  perform sambatan.catch_up_campaign(p_campaign_id);
  select * into campaign from sambatan.campaigns where id = p_campaign_id;
  if not found then
    return;
  end if;
  return query select campaign.currency,
    case when p_quantity <= campaign.total_slots then sambatan.quote(campaign, p_quantity) end,
    p_quantity,
    coalesce(sambatan.admission_refusal(campaign, sambatan.now()),
      sambatan.quantity_refusal(campaign, p_quantity, 0, sambatan.available_slots(campaign)));
end
$$;

comment on function sambatan.quote_sambatan_campaign(uuid, integer) is
  'What a number of slots of a campaign costs now, and the machine word why a join of it would be refused, or null.';
