-- Purpose: which day it is for people: that of the one zone of pages, files and the money book (decision 0035).
create or replace function sambatan.today() returns date
language sql volatile parallel restricted
as $$ select (sambatan.now() at time zone 'Asia/Jakarta')::date $$;

comment on function sambatan.today() is 'Which day it is for people, in the one zone of pages and files.';
