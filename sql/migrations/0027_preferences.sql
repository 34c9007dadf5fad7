-- What is about an order, and so about money, is one topic: its letters go out whatever somebody wishes. How a batch ended is of it;
-- that words changed, or that a batch is full, is news.
update sambatan.notification_kinds set topic = 'orders' where kind in ('completed', 'failed', 'cancelled', 'settling');
alter table sambatan.notification_preferences
  add check (wanted or topic <> 'orders' or channel <> 'email');
