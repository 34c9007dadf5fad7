-- Phone numbers are kept in E.164: sellers write to them (https://wa.me/…) and look for them by their digits. Until now they
-- were kept as they were typed, of digits, spaces, dashes, brackets and a plus. Those that say of which country they are, or
-- that begin as numbers do within Indonesia, are written anew here, once, so that nobody who reads one has to know both
-- forms; what is neither stays as it is, is shown as it is, and is asked for again when its owner next saves the profile.

update sambatan.people p
set phone = n.number
from (
  select id, case
      when digits ~ '^\+620[1-9][0-9]{5,12}$' then '+62' || substr(digits, 5)
      when digits ~ '^\+[1-9][0-9]{6,14}$' then digits
      when digits ~ '^00[1-9][0-9]{6,14}$' then '+' || substr(digits, 3)
      when digits ~ '^0[1-9][0-9]{5,12}$' then '+62' || substr(digits, 2)
      when digits ~ '^62[1-9][0-9]{6,12}$' then '+' || digits
      when digits ~ '^8[0-9]{7,11}$' then '+62' || digits
    end as number
  from (select id, regexp_replace(phone, '[ ()-]', '', 'g') as digits from sambatan.people where phone is not null) typed
) n
where n.id = p.id and n.number is not null and n.number <> p.phone;
