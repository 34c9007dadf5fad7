-- Purpose: money is recorded once it has changed hands.
-- Locks: none.
-- Refuses: money_date_in_future.
create or replace function sambatan.refuse_future_money(p_on date) returns void
language plpgsql
as $$
begin
  if p_on > sambatan.today() then
    perform sambatan.refuse('money_date_in_future', jsonb_build_object('path', 'on'));
  end if;
end
$$;

comment on function sambatan.refuse_future_money(date) is 'Refuses a date of money that is still to come (money_date_in_future).';
