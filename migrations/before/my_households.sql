-- The way to read memberships inside a policy: a policy on household_members that reads household_members would recurse for
-- ever. Bodies are resolved when they run, so policies may name these functions before the table exists.
create or replace function my_households() returns uuid[] language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return array(
    select m.household_id from household_members m
    where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid
  );
end $$;
--> statement-breakpoint
grant execute on function my_households() to lifeos_app;
