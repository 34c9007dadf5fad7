-- How a campaign ends, and that it is being settled, is told to its seller as what concerns orders and money is: by letter in any case.
-- Whoever wants no letter for each sale still hears how their own campaign came out.
update sambatan.notification_kinds set topic = 'orders'
where kind in ('sale_settling', 'sale_completed', 'sale_failed', 'sale_cancelled_all');

-- How often a delivery had been tried when an operator had it tried again. Attempts go on, because a claim is known by its number; the
-- pauses and three days begin anew.
alter table sambatan.notification_deliveries add column retried_attempts integer not null default 0;

-- What waits or lies dead for an endpoint that was removed can be sent by nobody any more.
update sambatan.webhook_deliveries d set
  state = 'discarded', done_at = coalesce(d.done_at, now()), claimed_until = null,
  settled_by = 'migration', settled_reason = 'its endpoint was removed'
from sambatan.webhook_endpoints e
where e.id = d.endpoint_id and e.removed_at is not null and d.state in ('pending', 'dead');
