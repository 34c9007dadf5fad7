-- Purpose: what WhatsApp tells of a message that it has taken: sent, delivered, read, or failed. They come in any order and more than
-- once; what is known is never taken back by what came before it. A message that failed is tried again where that can help, and is
-- dead otherwise; what can wait sleeps until the morning. A number that WhatsApp does not have gets nothing more until its owner asks for it again.
-- p_delivery_id: as we named it with the message; that of a worker that died before it could write down p_reference is known by it.
-- Locks: the delivery.
-- Returns: whether there is such a delivery.
create or replace function sambatan.record_whatsapp_status(
  p_delivery_id bigint, p_reference text, p_status text, p_at timestamptz, p_cost_class text, p_error text,
  p_again boolean, p_refused boolean) returns boolean
language plpgsql
as $$
declare
  delivery sambatan.notification_deliveries;
  at_time timestamptz := sambatan.now();
  again timestamptz;
  asked timestamptz;
  steps constant text[] := array['sent', 'delivered', 'read'];
begin
  select * into delivery from sambatan.notification_deliveries d
  where d.id = p_delivery_id and d.channel = 'whatsapp' and (d.reference is null or d.reference = p_reference)
  for no key update;
  if not found then
    return false;
  end if;
  if p_status = 'failed' then
    -- Of a try that has been given up or done again since nothing follows.
    if delivery.told in ('delivered', 'read', 'failed') or delivery.state <> 'sent' then
      return true;
    end if;
    if p_again then
      asked := sambatan.next_attempt(delivery.attempts - delivery.retried_attempts, delivery.created_at, at_time);
      again := sambatan.when_it_may_go(delivery.notification_id, asked);
    end if;
    update sambatan.notification_deliveries d set
      state = case when again is null then 'dead' else 'pending' end,
      told = case when again is null then 'failed' end,
      told_at = p_at, last_error = left(p_error, 1000),
      reference = case when again is null then p_reference end,
      next_attempt_at = coalesce(again, d.next_attempt_at),
      due_at = case when again > asked then again else d.due_at end,
      done_at = case when again is null then at_time end
    where d.id = p_delivery_id;
    if p_refused then
      -- Its person may have another number by now.
      perform sambatan.refuse_whatsapp(delivery.recipient, p_error) where delivery.recipient is not null;
    end if;
    return true;
  end if;
  update sambatan.notification_deliveries d set
    state = case when d.state = 'pending' then 'sent' else d.state end,
    done_at = case when d.state = 'pending' then at_time else d.done_at end,
    claimed_until = case when d.state = 'pending' then null else d.claimed_until end,
    reference = p_reference,
    told = case when coalesce(array_position(steps, d.told), 0) < array_position(steps, p_status) then p_status else d.told end,
    told_at = case when coalesce(array_position(steps, d.told), 0) < array_position(steps, p_status) then p_at else d.told_at end,
    cost_class = coalesce(p_cost_class, d.cost_class)
  where d.id = p_delivery_id and d.told is distinct from 'failed';
  return true;
end
$$;

comment on function sambatan.record_whatsapp_status(bigint, text, text, timestamptz, text, text, boolean, boolean) is
  'What WhatsApp tells of a message that it has taken: sent, delivered, read, or failed.';
