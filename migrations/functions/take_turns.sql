-- Who joins, leaves or changes roles in a household does so in turn, and whoever takes more locks than one takes that of the
-- household first, then those of its members, then those of rows; otherwise two could wait for each other for ever. Rows that are
-- written meanwhile do not wait: a foreign key's lock and this one go together.
create or replace function take_turns() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from households h where h.id = any(my_households()) order by h.id for no key update;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger take_turns before delete or update of role on household_members for each statement execute function take_turns();
