-- Memberships for use in policies: a policy on household_members that reads household_members would recurse for ever. Function
-- bodies are resolved when they run, so policies may refer to these functions before the table exists.
create or replace function my_households() returns uuid[] language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return array(
    select m.household_id from household_members m
    where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid
  );
end $$;
--> statement-breakpoint
grant execute on function my_households() to lifeos_app;
