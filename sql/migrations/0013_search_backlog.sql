-- Renaming a seller or a product with very many campaigns writes some of them at once, and leaves a row here for the others; see
-- sql/functions/search/index_renamed.sql. It is the last that such a renaming locks.
create table sambatan.search_backlog (
  kind text not null check (kind in ('product', 'seller')),
  id text not null,
  -- Another one with each renaming: what was begun under an earlier name is done again.
  renaming uuid not null,
  -- The last campaign that has been written, in the order of their ids.
  done_to uuid,
  since timestamptz not null,
  primary key (kind, id)
);
alter table sambatan.search_backlog enable row level security;
