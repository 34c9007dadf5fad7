-- To which number a message went: people change theirs, and what WhatsApp tells of a message later is about the number that it went to.
alter table sambatan.notification_deliveries add column recipient text;
