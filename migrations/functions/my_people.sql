-- The people whose names the caller may see: members of their households, and people who shared something with them.
create or replace function my_people() returns table (id uuid, name text, avatar_url text)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.name, u.avatar_url from users u
  where u.deleted_at is null and (
    u.id = any(my_companions()) or u.id in (select g.grantor_id from access_grants g where g.grantee_id = me()))
$$;
--> statement-breakpoint
grant execute on function my_people() to lifeos_app;
