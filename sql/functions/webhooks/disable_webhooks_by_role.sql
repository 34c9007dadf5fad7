-- Purpose: disables the webhook endpoints that somebody may not have any more by the role that they have now. Whoever sells here no more is
-- told nothing of what they sold; and whoever is no operator any more nothing of others: an endpoint that they made for the installation,
-- or for another seller, tells an address of their choice. One that another operator has enabled again since stays as it is.
-- p_person_id: who has an account here, so that their role is stored; whoever comes with a token brings a role each time.
-- p_before: the role that they had.
-- Locks: the endpoints, by id; then their deliveries. The caller holds the person.
create or replace function sambatan.disable_webhooks_by_role(p_person_id text, p_before text) returns void
language plpgsql
as $$
declare
  endpoint record;
begin
  for endpoint in
    select e.id, case when e.seller_id = p.id then 'not_selling' else 'maker_demoted' end as cause
    from sambatan.people p
    join sambatan.webhook_endpoints e on e.removed_at is null and e.disabled_at is null and (
      p.role = 'buyer' and e.seller_id = p.id
      or p_before = 'operator' and p.role <> 'operator' and e.created_by = 'user:' || p.id and e.seller_id is distinct from p.id)
    where p.id = p_person_id
    order by e.id for no key update of e
  loop
    perform sambatan.disable_webhook_endpoint(endpoint.id, endpoint.cause);
  end loop;
end
$$;

comment on function sambatan.disable_webhooks_by_role(text, text) is
  'Disables webhook endpoints that somebody may not have any more by the role that they have now.';
