-- What the caller has paid for, for limits of whoever acts for them; null when they are gone.
create or replace function my_tier() returns text language sql stable security definer set search_path = public, pg_temp as $$
  select u.tier from users u where u.id = me() and u.deleted_at is null
$$;
--> statement-breakpoint
grant execute on function my_tier() to lifeos_app;
