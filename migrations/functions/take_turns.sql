-- Serializes joining, leaving and role changes in a household. Whoever takes several locks takes that of the household first,
-- then those of its members, then those of rows; otherwise there could be deadlocks. Concurrent writes of rows do not wait,
-- because the lock of a foreign key is compatible with this one.
create or replace function take_turns() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from households h where h.id = any(my_households()) order by h.id for no key update;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger take_turns before delete or update of role on household_members for each statement execute function take_turns();
