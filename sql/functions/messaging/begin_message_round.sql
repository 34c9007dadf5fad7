-- Purpose: begins a round of a template anew: whoever was written to or skipped until now waits again.
-- Locks: the round.
create or replace function sambatan.begin_message_round(p_campaign_id uuid, p_template text) returns void
language sql
as $$
  insert into sambatan.message_rounds (campaign_id, template, after_id, began_at, begun_by)
  select p_campaign_id, p_template, coalesce(max(m.id), 0), sambatan.now(), sambatan.actor() from sambatan.buyer_messages m
  on conflict (campaign_id, template) do update set
    after_id = excluded.after_id, began_at = excluded.began_at, begun_by = excluded.begun_by
$$;

comment on function sambatan.begin_message_round(uuid, text) is
  'Begins a round of a template anew: whoever was written to or skipped until now waits again.';
