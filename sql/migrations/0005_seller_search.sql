-- Campaigns are found by their seller's name as well. Names are written when people come and when they rename themselves, so
-- the index costs joins nothing.
create index people_name_search_idx on sambatan.people using gin (to_tsvector('simple', name));
