-- Purpose: how much was given up since a moment and lies there yet. What was to tell operators of trouble does not count, or an address of
-- theirs that refuses mail would be told of for ever; nor does what waited for an endpoint that somebody switched off, or that ended with
-- somebody's role.
-- Locks: none.
create or replace function sambatan.count_new_dead_letters(p_since timestamptz) returns integer
language sql stable
as $$
  select ((
    select count(*) from sambatan.notification_deliveries d
    join sambatan.notifications n on n.id = d.notification_id
    join sambatan.notification_kinds k on k.kind = n.kind
    where d.state = 'dead' and d.done_at > p_since and k.topic <> 'operations'
  ) + (
    select count(*) from sambatan.webhook_deliveries d
    join sambatan.webhook_endpoints w on w.id = d.endpoint_id
      and coalesce(w.disabled_reason, '') not in ('switched_off', 'not_selling', 'maker_demoted')
    join sambatan.audit_logs e on e.id = d.event_id and e.subject is distinct from 'installation'
    where d.state = 'dead' and d.done_at > p_since
  ) + (
    select count(*) from sambatan.outbox o
    left join sambatan.audit_logs e on e.id = o.audit_id
    where o.given_up_at > p_since and o.settled_by is null and e.subject is distinct from 'installation'
  ))::integer
$$;

comment on function sambatan.count_new_dead_letters(timestamptz) is
  'How much was given up since a moment and lies there yet, without what was to tell operators of trouble.';
