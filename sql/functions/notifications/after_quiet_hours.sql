-- Purpose: the moment itself, or the next seven in the morning where it is between 21:00 and 7:00 in a zone (IANA; one that is
-- unknown counts as Jakarta's). What can wait is not sent at night.
-- Locks: none.
create or replace function sambatan.after_quiet_hours(p_time_zone text, p_at timestamptz) returns timestamptz
language plpgsql stable
as $$
declare
  there timestamp;
  zone text := p_time_zone;
begin
  begin
    there := p_at at time zone zone;
  exception when invalid_parameter_value then
    zone := 'Asia/Jakarta';
    there := p_at at time zone zone;
  end;
  return case
    when extract(hour from there) >= 21 then (date_trunc('day', there) + interval '1 day 7 hours') at time zone zone
    when extract(hour from there) < 7 then (date_trunc('day', there) + interval '7 hours') at time zone zone
    else p_at end;
end
$$;

comment on function sambatan.after_quiet_hours(text, timestamptz) is
  'The moment itself, or the next seven in the morning of a zone where it is night there.';
