-- Purpose: why an order that waits does not fit now, or null when it does: decided by the functions that decide a join, after what is
-- taken besides.
-- p_units: units of each item, by its number, that are taken beside those that are written; null for none.
-- Precedence: what an item refuses, then what the number of slots does.
-- Locks: none; the caller holds the campaign's row, or the answer is stale.
create or replace function sambatan.join_refusal_of_entry(
  p_campaign sambatan.campaigns, p_user_id text, p_lines sambatan.order_line[], p_quantity integer, p_held integer, p_free integer,
  p_units integer[]) returns text
language plpgsql stable
as $$
declare
  refusal text;
begin
  if p_campaign.itemized then
    select o.refusal into refusal from sambatan.order_refusal(p_campaign.id, p_lines, p_user_id, null, null, p_units) o;
  end if;
  return coalesce(refusal, sambatan.quantity_refusal(p_campaign, p_quantity, p_held, p_free));
end
$$;

comment on function sambatan.join_refusal_of_entry(
  sambatan.campaigns, text, sambatan.order_line[], integer, integer, integer, integer[]) is
  'The machine word why an order that waits does not fit now, or null when it does.';
