-- Letters that were refused for good are counted wherever somebody looks at what is stuck.
create index mailbox_dead_idx on sambatan.mailbox (id) where state = 'dead';
