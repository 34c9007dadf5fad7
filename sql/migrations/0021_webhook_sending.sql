-- Sending what the fan-out has left for other systems: a delivery that somebody sends again begins its three days anew, and keeps its
-- id and the attempts that it had.
alter table sambatan.webhook_deliveries add column resent_at timestamptz;
alter table sambatan.webhook_deliveries add column resent_attempts integer not null default 0;
-- How many of an endpoint are on their way.
create index webhook_deliveries_claimed_idx on sambatan.webhook_deliveries (endpoint_id, claimed_until)
  where state = 'pending' and claimed_until is not null;
-- What is old enough to be forgotten.
create index webhook_deliveries_done_idx on sambatan.webhook_deliveries (done_at) where done_at is not null;
