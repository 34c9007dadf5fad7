-- What searches look in. Words are found by their beginnings, without accents and in any order; see sql/functions/search.
--
-- What campaigns are found by stands in a table of its own: a join rewrites the campaign's row, and would carry all of it
-- along. Its three parts have one writer each (the campaign's texts, the product's name, the seller's), so that renaming
-- reads nothing else. Rows are written by triggers (`index_campaigns` and its neighbours); those of campaigns that exist are filled
-- in when the triggers are made.
create table sambatan.campaign_search (
  -- No foreign key: campaigns are never deleted, and the check would lock their rows.
  campaign_id uuid primary key,
  story tsvector not null,
  product tsvector not null,
  seller tsvector not null,
  words tsvector not null generated always as (story || product || seller) stored
);
create index campaign_search_words_idx on sambatan.campaign_search using gin (words);
alter table sambatan.campaign_search enable row level security;

drop index sambatan.campaigns_search_idx;
drop index sambatan.people_name_search_idx;

-- As they are at this migration: indexes need them now, and functions come after.
create function sambatan.folded(written text) returns text
language sql immutable strict parallel safe
as $$
  select btrim(case
    when octet_length(written) = length(written)
      then regexp_replace(lower(translate(written, '''`', '')), '[^a-z0-9]+', ' ', 'g')
    else regexp_replace(
      replace(replace(replace(replace(
        translate(
          lower(regexp_replace(
            normalize(written, nfkd),
            '[\u0300-\u036f''`´‘’ʻʼ\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]', '', 'g')),
          'øØłŁđĐðÐıħĦẞÆŒÞ', 'oollddddihhßæœþ'),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
      '[\u0001-/:-`{-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f\ufffc\ufffd\U0001f000-\U0001faff]+',
      ' ', 'g')
  end)
$$;

create function sambatan.search_words(written text) returns tsvector
language sql immutable strict parallel safe
as $$
  select array_to_tsvector(string_to_array(
    regexp_replace(sambatan.folded(written), '([^ ]{40})[^ ]+', '\1', 'g'), ' '))
$$;

create index products_search_idx on sambatan.products using gin (sambatan.search_words(name));
create index people_search_idx on sambatan.people using gin (sambatan.search_words(name || ' ' || coalesce(email, '')));
