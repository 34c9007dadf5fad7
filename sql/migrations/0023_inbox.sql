-- What is old enough to go, found without reading what is not.
create index notifications_read_idx on sambatan.notifications (read_at) where read_at is not null;
-- Rows come in the order of their time, so a summary of each block of them is all the index that their age needs.
create index notifications_old_idx on sambatan.notifications using brin (created_at);
create index notification_deliveries_done_idx on sambatan.notification_deliveries (done_at)
  where state in ('sent', 'dropped', 'discarded');
