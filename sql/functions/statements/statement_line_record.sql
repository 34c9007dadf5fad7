-- Purpose: the record of money that a line of a seller's statement led to, while it stands: one that was taken back frees its line, which
-- may have been put to the wrong order. A statement that does not say its account may be of any.
-- Locks: none.
create or replace function sambatan.statement_line_record(p_seller_id text, p_account text, p_line text) returns uuid
language plpgsql stable
as $$
begin
  return (
    select s.record_id from sambatan.statement_lines s
    where s.seller_id = p_seller_id and s.line = p_line and (s.account = p_account or '' in (s.account, p_account))
      and not exists (select from sambatan.money_records r where r.reverses = s.record_id)
    limit 1);
end
$$;

comment on function sambatan.statement_line_record(text, text, text) is
  'The record of money that a line of a statement led to, while it stands.';
