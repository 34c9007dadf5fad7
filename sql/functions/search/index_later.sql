-- Purpose: leaves the campaigns of a product or seller to `index_renamed`.
-- Locks: the row of `search_backlog`.
create or replace function sambatan.index_later(p_kind text, p_id text) returns void
language sql
as $$
  insert into sambatan.search_backlog (kind, id, renaming, since)
  values (p_kind, p_id, gen_random_uuid(), sambatan.now())
  on conflict on constraint search_backlog_pkey do update set renaming = excluded.renaming, done_to = null
$$;

comment on function sambatan.index_later(text, text) is 'Leaves the campaigns of a product or seller to `index_renamed`.';
