-- Purpose: a text as it is searched: lower case without accents, in words that one space parts. Apostrophes and what is not
-- seen are left out, so that "Jum'at" is one word; punctuation and pictures part words.
-- Made of nothing but built-in functions, because the embedded database ships no extension and a managed one may allow none.
-- ASCII, which most texts are, takes the short way: a third of the time.
-- Capitals of letters without another form are named, because `lower` knows only ASCII where the database has no locale.
-- Indexes hold what this returns: a change of it goes with a migration that builds them and `campaign_search` anew.
create or replace function sambatan.folded(p_written text) returns text
language sql immutable strict parallel safe
as $$
  select btrim(case
    when octet_length(p_written) = length(p_written)
      then regexp_replace(lower(translate(p_written, '''`', '')), '[^a-z0-9]+', ' ', 'g')
    else regexp_replace(
      replace(replace(replace(replace(
        translate(
          lower(regexp_replace(
            normalize(p_written, nfkd),
            '[\u0300-\u036f''`´‘’ʻʼ\u00ad\u034f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]', '', 'g')),
          'øØłŁđĐðÐıħĦẞÆŒÞ', 'oollddddihhßæœþ'),
        'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th'),
      '[\u0001-/:-`{-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f\ufffc\ufffd\U0001f000-\U0001faff]+',
      ' ', 'g')
  end)
$$;

comment on function sambatan.folded(text) is 'A text as it is searched: lower case, without accents, in words.';
