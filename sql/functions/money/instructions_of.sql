-- Purpose: how a campaign is paid: what its seller says of it alone, else of all.
-- Locks: none.
-- Returns: null where nothing is said.
create or replace function sambatan.instructions_of(p_campaign sambatan.campaigns) returns sambatan.payment_instructions
language plpgsql stable
as $$
begin
  return (
    select i from sambatan.payment_instructions i
    where i.campaign_id = p_campaign.id or i.seller_id = p_campaign.seller_id and i.campaign_id is null
    order by i.campaign_id nulls last limit 1);
end
$$;

comment on function sambatan.instructions_of(sambatan.campaigns) is 'How a campaign is paid, as its seller says; null where nothing is said.';
