/** Of what is sold and what it costs; see doctor-checks.ts. */
import type { DataCheck } from './data-check.ts'

export const priceChecks: DataCheck[] = [
  {
    name: 'agreed_amounts',
    invariant: 10,
    claim: 'what was agreed to is what the record of joining says, or of the last change',
    offenders: `
      select 'participation ' || p.id || ': owes ' || p.amount || ', agreed to ' || agreed.amount as offender
      from sambatan.participants p
      -- Together: events of joining have no index by participation, and looked for one by one each would read all of them.
      join (
        select distinct on (a.participant_id) a.participant_id, (a.metadata ->> 'amount')::bigint as amount
        from sambatan.audit_logs a
        where a.event in ('participant_joined', 'participant_changed') and a.metadata ? 'amount'
        order by a.participant_id, a.id desc
      ) agreed on agreed.participant_id = p.id
      where p.amount <> agreed.amount`,
  },
  {
    name: 'final_amounts',
    invariant: 10,
    claim:
      'who stays in a campaign that completed pays the lower of what was agreed and what its volume brings, and nobody else has a final amount',
    offenders: `
      select c.slug || ': participation ' || p.id || ' pays ' || coalesce(p.final_amount::text, 'nothing yet') || ' in the end instead of '
        || coalesce(final.amount::text, 'nothing yet') as offender
      from sambatan.participants p join sambatan.campaigns c on c.id = p.campaign_id
      cross join lateral (
        select case when c.status = 'fulfilled' then sambatan.final_amount(c, p, c.closed_slots) end as amount) final
      where sambatan.is_live(p.status) and p.final_amount is distinct from final.amount`,
  },
  {
    name: 'units',
    invariant: 11,
    claim: 'the units of items and tiers are those that live participations have ordered, and no more than there are',
    offenders: `
      with held as (
        select p.campaign_id, l.item, l.tier, sum(l.units) as units
        from sambatan.participants p cross join lateral sambatan.lines_of(p.lines) l
        where sambatan.holds_slots(p.status) and p.lines is not null and not l.dropped group by 1, 2, 3)
      select c.slug || ': ' || i.name || ' counts ' || i.units_taken || ' units, ordered ' || held.units || ' of ' || coalesce(i.maximum_units::text, 'any')
        as offender
      from sambatan.campaign_items i join sambatan.campaigns c on c.id = i.campaign_id and c.itemized
      cross join lateral (
        select coalesce(sum(h.units), 0) as units from held h where h.campaign_id = i.campaign_id and h.item = i.number) held
      where i.units_taken <> held.units or i.units_taken > i.maximum_units
      union all
      select c.slug || ': tier ' || t.number || ' of item ' || t.item || ' counts ' || t.units_taken || ' units, ordered ' || held.units || ' of '
        || coalesce(t.units::text, 'any')
      from sambatan.item_tiers t join sambatan.campaigns c on c.id = t.campaign_id
      cross join lateral (
        select coalesce(sum(h.units), 0) as units from held h
        where h.campaign_id = t.campaign_id and h.item = t.item and h.tier = t.number) held
      where t.units_taken <> held.units or t.units_taken > t.units`,
  },
  {
    name: 'dropped_items',
    invariant: 3,
    claim: 'an item is left out only where its campaign completed, and then nobody holds any of it',
    offenders: `
      select c.slug || ': ' || i.name || ' is left out, while the campaign is ' || c.status as offender
      from sambatan.campaign_items i join sambatan.campaigns c on c.id = i.campaign_id
      where i.dropped_at is not null and c.status <> 'fulfilled'
      union all
      select c.slug || ': participation ' || p.id || ' holds ' || l.units || ' of ' || i.name || ', which is left out'
      from sambatan.campaign_items i join sambatan.campaigns c on c.id = i.campaign_id
      join sambatan.participants p on p.campaign_id = c.id and sambatan.is_live(p.status)
      cross join lateral sambatan.lines_of(p.lines) l
      where i.dropped_at is not null and l.item = i.number and not l.dropped`,
  },
]
