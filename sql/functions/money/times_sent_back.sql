-- Purpose: how often something was sent back for a participation, reversals left out: what a line of a file for the bank is told apart by.
-- Locks: none; who decides by it holds the participant's row.
create or replace function sambatan.times_sent_back(p_participation_id uuid) returns integer
language plpgsql stable
set enable_seqscan = off
as $$
begin
  return (
    select count(*)::integer from sambatan.money_records m
    where m.participation_id = p_participation_id and m.kind = 'sent_back' and m.reverses is null
      and not exists (select from sambatan.money_records r where r.reverses = m.id));
end
$$;

comment on function sambatan.times_sent_back(uuid) is 'How often something was sent back for a participation, reversals left out.';
