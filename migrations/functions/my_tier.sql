-- The caller's tier, for the limits of what is done on their behalf; null when the account is gone.
create or replace function my_tier() returns text language sql stable security definer set search_path = public, pg_temp as $$
  select u.tier from users u where u.id = me() and u.deleted_at is null
$$;
--> statement-breakpoint
grant execute on function my_tier() to lifeos_app;
