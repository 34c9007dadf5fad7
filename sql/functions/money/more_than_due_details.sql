-- Purpose: what a refusal of too much says: what is due in that direction, and what was to be recorded.
-- Locks: none.
create or replace function sambatan.more_than_due_details(p_participation sambatan.participants, p_kind text, p_amount bigint)
returns jsonb
language sql immutable parallel safe
as $$
  select jsonb_build_object('path', 'amount', 'kind', p_kind,
    'due', jsonb_build_array(case when p_kind in ('received', 'waived') then p_participation.owed_by_buyer
      else p_participation.owed_to_buyer end, p_participation.currency),
    'amount', jsonb_build_array(p_amount, p_participation.currency))
$$;

comment on function sambatan.more_than_due_details(sambatan.participants, text, bigint) is
  'What a refusal of more than is due says.';
