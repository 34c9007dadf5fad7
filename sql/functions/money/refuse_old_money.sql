-- Purpose: a day long before anything was sold is a slip of the hand, as 1926 for 2026: money is dated at most a year before its campaign
-- was made. Of several campaigns the newest decides.
-- Locks: none.
-- Refuses: money_date_too_old.
create or replace function sambatan.refuse_old_money(p_on date, p_campaign_ids uuid[]) returns void
language plpgsql
as $$
declare
  earliest date;
begin
  if p_on is null then
    return;
  end if;
  select (max(c.created_at) at time zone 'Asia/Jakarta' - interval '1 year')::date into earliest
  from sambatan.campaigns c where c.id = any (p_campaign_ids);
  if p_on < earliest then
    perform sambatan.refuse('money_date_too_old', jsonb_build_object('path', 'on', 'earliest', to_char(earliest, 'YYYY-MM-DD')));
  end if;
end
$$;

comment on function sambatan.refuse_old_money(date, uuid[]) is
  'Refuses a date of money of more than a year before its campaign was made (money_date_too_old).';
