-- Purpose: private pictures are shown by something from now on. Only whoever sent one may make use of it, or whoever has it shown already.
-- Locks: the pictures' rows, by id.
-- Refuses: picture_not_found (there is none, it is another's, it was never finished, or it is so old that it may be being removed).
create or replace function sambatan.use_pictures(p_ids uuid[], p_shown uuid[]) returns void
language plpgsql
as $$
declare
  usable uuid[];
begin
  select array_agg(p.id) into usable
  from (
    select p.* from sambatan.private_pictures p where p.id = any (p_ids) order by p.id for no key update
  ) p
  where p.width is not null and (p.id = any (p_shown) or p.owner = sambatan.actor())
    -- They are removed when they have been unused for a day, so those of the last hours are safe from it.
    and coalesce(p.unused_since > sambatan.now() - interval '20 hours', true);
  if exists (select from unnest(p_ids) id where id <> all (coalesce(usable, '{}'))) then
    perform sambatan.refuse('picture_not_found');
  end if;
  update sambatan.private_pictures p set unused_since = null where p.id = any (usable) and p.unused_since is not null;
end
$$;

comment on function sambatan.use_pictures(uuid[], uuid[]) is 'Private pictures are shown by something from now on.';
