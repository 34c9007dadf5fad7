-- Whether the last answer of an endpoint came within two seconds; false as long as it gave none. Half of a node's places are for such.
alter table sambatan.webhook_endpoints add column answers_fast boolean not null default false;
