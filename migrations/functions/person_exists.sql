-- May be answered for any id, because people share rows by an id that the other person gave them.
create or replace function person_exists(id uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from users u where u.id = person_exists.id and u.deleted_at is null)
$$;
--> statement-breakpoint
grant execute on function person_exists(uuid) to lifeos_app;
