-- Purpose: how money came where nobody says it: from another system by the marketplace that it stands for, else in some other way.
-- Locks: none.
create or replace function sambatan.usual_method() returns text
language sql stable
as $$ select case when sambatan.actor() like 'user:%' then 'other' else 'marketplace' end $$;

comment on function sambatan.usual_method() is 'How money came where nobody says it.';
