-- The households whose keeper is the caller (see keeper_of).
create or replace function my_kept_households() returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
  select array(select m.household_id from household_members m where m.user_id = me() and keeper_of(m.household_id) = me())
$$;
--> statement-breakpoint
grant execute on function my_kept_households() to lifeos_app;
