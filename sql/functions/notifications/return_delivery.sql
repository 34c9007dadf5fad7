-- Purpose: a letter that a mail server had taken came back: its delivery is given up, and lies for an operator.
-- Locks: the delivery.
-- Returns: whether it had been sent; one that is being tried again, or was settled, stays as it is.
create or replace function sambatan.return_delivery(p_id bigint, p_error text) returns boolean
language sql
as $$
  with returned as (
    update sambatan.notification_deliveries d set
      state = 'dead', done_at = sambatan.now(), last_error = left(p_error, 1000)
    where d.id = p_id and d.channel = 'email' and d.state = 'sent'
    returning d.id
  )
  select exists (select from returned)
$$;

comment on function sambatan.return_delivery(bigint, text) is
  'Gives up the delivery of a letter that came back after a mail server had taken it.';
