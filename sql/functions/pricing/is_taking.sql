-- Purpose: whether a campaign takes anybody now, as far as its clock and its status say.
-- Locks: none.
create or replace function sambatan.is_taking(p_campaign sambatan.campaigns) returns boolean
language sql stable
as $$ select sambatan.admission_refusal(p_campaign, sambatan.now()) is null $$;

comment on function sambatan.is_taking(sambatan.campaigns) is 'Whether a campaign takes anybody now.';
