-- Purpose: the rupiah by which the sums of new orders of a campaign name them, where its seller wishes that (payment_instructions) and it
-- is paid in rupiah.
-- p_amounts: what each comes to; null where it is none.
-- Locks: the unique amounts of the seller.
-- Returns: the number of each, in their order, null where it got none; null where none is wished.
create or replace function sambatan.unique_parts_of_joins(
  p_campaign sambatan.campaigns, p_ids uuid[], p_amounts bigint[], p_at_time timestamptz) returns integer[]
language plpgsql
as $$
begin
  if p_campaign.currency <> 'IDR' or (sambatan.instructions_of(p_campaign)).unique_amounts is not true then
    return null;
  end if;
  perform sambatan.lock_unique_amounts(p_campaign.seller_id, true);
  return sambatan.take_unique_amounts(p_campaign.seller_id, p_ids, p_amounts, p_at_time);
end
$$;

comment on function sambatan.unique_parts_of_joins(sambatan.campaigns, uuid[], bigint[], timestamptz) is
  'The rupiah by which the sums of new orders of a campaign name them, where its seller wishes that.';
