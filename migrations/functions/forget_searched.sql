-- With a household go the words of what was shared with it: as in a foreign key, which would ask whether who shares is a member.
create or replace function forget_searched() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from search_words w where w.household_id = old.id;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger forget_searched after delete on households for each row execute function forget_searched();
