-- The caller's own contacts that have one of these keyed hashes. Row-level security would keep a condition on an array from using its
-- index, since PostgreSQL does not trust the operators of arrays with rows that the caller may not see.
create or replace function my_contacts_reached_by(keys text[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select c.id from contacts c where c.user_id = me() and (c.email_keys && keys or c.phone_keys && keys)
$$;
--> statement-breakpoint
grant execute on function my_contacts_reached_by(text[]) to lifeos_app;
