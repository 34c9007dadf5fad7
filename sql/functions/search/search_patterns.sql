-- Purpose: the same question as `search_query`, as patterns that ' ' || folded(text) || ' ' must be like, all of them: for
-- what no index holds, because it is searched within one campaign. Null where nothing was typed that could be found.
create or replace function sambatan.search_patterns(p_typed text) returns text[]
language sql immutable strict parallel safe
as $$
  -- A folded word holds no sign that has a meaning in a pattern.
  select array_agg('% ' || word || case when word ~ '^[0-9]$' then ' %' else '%' end)
  from string_to_table(sambatan.folded(p_typed), ' ') as word where word <> ''
$$;

comment on function sambatan.search_patterns(text) is 'What was typed into a search, as patterns: all words, each by its beginning.';
