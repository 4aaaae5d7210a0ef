-- When a trigger removes rows from a household (a member leaves, or the household is deleted), the trigger on its members records
-- the change once for everybody: recording it for each row cost more than removing the rows.
create or replace function revise_household() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if pg_trigger_depth() > 1 then return null; end if;
  perform revise_access(array(select m.user_id from household_members m where m.household_id = old.household_id));
  return null;
end $$;
