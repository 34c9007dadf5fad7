-- Purpose: what somebody typed, as a question to `search_words`: every word, in any order, and of each the beginning is
-- enough; but a digit alone is a number, so that "batch 1" does not find batch 10. There are no operators: people type
-- dashes and quotation marks, and mean words.
-- Returns null where nothing was typed that could be found.
create or replace function sambatan.search_query(p_typed text) returns tsquery
language sql immutable strict parallel safe
as $$
  -- A folded word holds neither quotation marks nor backslashes.
  select string_agg('''' || left(word, 40) || case when word ~ '^[0-9]$' then '''' else ''':*' end, ' & ')::tsquery
  from string_to_table(sambatan.folded(p_typed), ' ') as word where word <> ''
$$;

comment on function sambatan.search_query(text) is 'What was typed into a search, as a query: all words, each by its beginning.';
