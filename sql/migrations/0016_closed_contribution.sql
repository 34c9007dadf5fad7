-- What the participations of a campaign came to when it ended: nobody has to multiply for it. Until now every slot of a campaign cost
-- the same.
alter table sambatan.campaigns add column closed_contribution bigint check (closed_contribution >= 0);

alter table sambatan.campaigns disable trigger user;
update sambatan.campaigns set closed_contribution = closed_slots * price_per_slot where closed_slots is not null;
alter table sambatan.campaigns enable trigger user;
