-- Purpose: the one way to refuse. SQLSTATE SB001, the machine word as message, its parameters as JSON in the detail;
-- the application turns it into a problem that a person can read. Everything the transaction did is rolled back.
create or replace function sambatan.refuse(p_code text, p_parameters jsonb default '{}') returns void
language plpgsql
as $$
begin
  raise exception using errcode = 'SB001', message = p_code, detail = p_parameters::text;
end
$$;

comment on function sambatan.refuse(text, jsonb) is
  'Refuses with SQLSTATE SB001: message = machine word, detail = parameters as JSON.';
