create or replace function my_admin_households() returns uuid[] language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return array(
    select m.household_id from household_members m
    where m.user_id = nullif(current_setting('app.user_id', true), '')::uuid and m.role = 'admin'
  );
end $$;
--> statement-breakpoint
grant execute on function my_admin_households() to lifeos_app;
