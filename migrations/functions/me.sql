create or replace function me() returns uuid language sql stable as $$
  select nullif(current_setting('app.user_id', true), '')::uuid
$$;
--> statement-breakpoint
grant execute on function me() to lifeos_app;
