-- What an operator makes of what could not be told: who discarded it, and why.
alter table sambatan.notification_deliveries add column settled_by text, add column settled_reason text;
alter table sambatan.webhook_deliveries add column settled_by text, add column settled_reason text;
alter table sambatan.outbox add column settled_by text;
alter table sambatan.outbox rename column discarded_reason to settled_reason;
create index outbox_given_up_idx on sambatan.outbox (given_up_at) where given_up_at is not null;
