-- A campaign can fill and reopen as often as somebody joins and leaves: whoever is told of it is told once an hour at most.
update sambatan.notification_kinds set digest = true where kind in ('full', 'sale_full');
