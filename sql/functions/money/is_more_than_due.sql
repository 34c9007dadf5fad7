-- Purpose: whether a sum is more than is due: received or waived beyond what the buyer owes, sent back or given up beyond what is owed to
-- them. With `p_anyway` what changed hands may be as much as a sum can hold; what is given away may not.
-- Locks: none.
create or replace function sambatan.is_more_than_due(
  p_participation sambatan.participants, p_kind text, p_amount bigint, p_anyway boolean) returns boolean
language sql immutable parallel safe
as $$
  select case
    when p_kind in ('received', 'waived') then p_amount > p_participation.owed_by_buyer
    else p_amount > p_participation.owed_to_buyer end
    and not (p_anyway and case p_kind
      when 'received' then p_participation.paid_amount <= 9007199254740991 - p_amount
      when 'sent_back' then p_participation.returned_amount <= 9007199254740991 - p_amount
      else false end)
$$;

comment on function sambatan.is_more_than_due(sambatan.participants, text, bigint, boolean) is
  'Whether a sum is more than is due, in the direction that it goes.';
