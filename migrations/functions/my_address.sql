-- Functions for joining a household, and for sharing rows with people by their address.

-- The caller's address with ASCII letters in lower case, if it is verified: accounts without one have a placeholder address to
-- which nothing can be sent.
create or replace function my_address() returns text language sql stable security definer set search_path = public, pg_temp as $$
  select lower(u.email collate "C") from users u where u.id = me() and u.deleted_at is null and u.email not like '%@no-email.invalid'
$$;
