-- Since when somebody waits to be told: from the moment at which a delivery was to go first, which for what gathers or sleeps until the
-- morning is not when it was made. One index tells of each channel how much waits, and since when.
alter table sambatan.notification_deliveries add column due_at timestamptz not null default now();
update sambatan.notification_deliveries set due_at = case when attempts = 0 then next_attempt_at else created_at end
where state = 'pending';
create index notification_deliveries_waiting_idx on sambatan.notification_deliveries (channel, due_at) where state = 'pending';
-- The same of letters about accounts.
create index mailbox_waiting_idx on sambatan.mailbox (created_at) where state = 'pending';
