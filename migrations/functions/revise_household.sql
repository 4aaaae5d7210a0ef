-- Rows that a trigger takes out of a household (somebody leaves it, or it is no more) are counted once for everybody, by the
-- trigger on its members: to count them again, row by row, cost more than to take them out.
create or replace function revise_household() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if pg_trigger_depth() > 1 then return null; end if;
  perform revise_access(array(select m.user_id from household_members m where m.household_id = old.household_id));
  return null;
end $$;
