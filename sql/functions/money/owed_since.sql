-- Purpose: since when money is owed for a participation without a break: to its buyer, or by them. It follows from the records and from
-- when the participation was made, ended, or got its final amount; where a change of its order made
-- it, from the last of these.
-- Locks: none.
-- Returns: null where nothing is owed.
create or replace function sambatan.owed_since(p_participation sambatan.participants, p_to_buyer boolean) returns timestamptz
language plpgsql stable
set enable_seqscan = off
as $$
begin
  return (
    with moments as (
      select p_participation.joined_at as at, 0::bigint as paid, 0::bigint as waived
      union all
      select p_participation.ended_at, 0, 0 where p_participation.ended_at is not null
      union all
      select c.fulfilled_at, 0, 0 from sambatan.campaigns c
      where c.id = p_participation.campaign_id and p_participation.final_amount is not null and c.fulfilled_at is not null
      union all
      select m.created_at, m.sign * case m.kind when 'received' then m.amount when 'waived' then 0 else -m.amount end,
        m.sign * case m.kind when 'waived' then m.amount else 0 end
      from (
        select m.*, case when m.reverses is null then 1 else -1 end as sign from sambatan.money_records m
        where m.participation_id = p_participation.id
      ) m
    ), balances as (
      -- What the buyer has paid beyond what was due at each moment; below zero: what they owed.
      select at, sum(sum(paid)) over (order by at) - case
          when at >= p_participation.ended_at then 0
          else greatest(0, case when at >= (select c.fulfilled_at from sambatan.campaigns c where c.id = p_participation.campaign_id)
            then coalesce(p_participation.final_amount, p_participation.amount) else p_participation.amount end
            + coalesce(p_participation.unique_part, 0)
            - sum(sum(waived)) over (order by at)) end as beyond
      from moments group by at
    ), owed as (
      select at, case when p_to_buyer then beyond > 0 else beyond < 0 end as is_owed from balances
    )
    select coalesce(
      (select min(o.at) from owed o
        where o.at > coalesce((select max(even.at) from owed even where not even.is_owed), '-infinity')),
      (select max(o.at) from owed o))
    where case when p_to_buyer then p_participation.owed_to_buyer else p_participation.owed_by_buyer end > 0);
end
$$;

comment on function sambatan.owed_since(sambatan.participants, boolean) is
  'Since when money is owed for a participation without a break, to its buyer or by them; null where none is.';
