-- Purpose: holds what a person does to others' promises against its rule: it has a reason, which those concerned read.
-- Locks: none.
-- Refuses: reason_required.
create or replace function sambatan.require_reason(p_reason text) returns void
language plpgsql
as $$
begin
  if coalesce(btrim(p_reason), '') = '' then
    perform sambatan.refuse('reason_required', jsonb_build_object('path', 'reason'));
  end if;
end
$$;

comment on function sambatan.require_reason(text) is 'Refuses what needs a reason and has none (reason_required).';
