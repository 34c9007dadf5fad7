-- Letters that wait for the mail server, or lie here because there is none. `kept`: it stays here. `pending`: it is tried again, with
-- growing pauses, while anybody needs it. `sent`: a copy. `dead`: refused for good.
alter table sambatan.mailbox
  add column subject text not null default '' check (length(subject) <= 1000),
  add column state text not null default 'kept' check (state in ('kept', 'pending', 'sent', 'dead')),
  add column attempts integer not null default 0,
  add column next_attempt_at timestamptz,
  add column last_error text,
  -- The event that it tells of.
  add column event_id bigint,
  -- What is tried again must not lie here twice.
  add column message_id text unique;
alter table sambatan.mailbox drop constraint mailbox_template_check;
alter table sambatan.mailbox add constraint mailbox_template_check check (template ~ '^[a-z_0-9]{3,64}$');
create index mailbox_pending_idx on sambatan.mailbox (next_attempt_at) where state = 'pending';
