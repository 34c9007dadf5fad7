-- Purpose: the words of a text for an index, each once and in no order. What is longer than any word of a language is cut,
-- here as in `search_query`: an index takes no word of two kilobytes.
-- The parameter has no `p_`: products_search_idx and people_search_idx depend on the function, and renaming a parameter drops it.
-- They would have to be built anew, over every row.
create or replace function sambatan.search_words(written text) returns tsvector
language sql immutable strict parallel safe
as $$
  select array_to_tsvector(string_to_array(
    regexp_replace(sambatan.folded(written), '([^ ]{40})[^ ]+', '\1', 'g'), ' '))
$$;

comment on function sambatan.search_words(text) is 'The words of a text, for an index.';
