-- Joining a household, and sharing rows with people by their address.

-- The address of the caller in its small ASCII letters, if anybody has verified it: accounts without one have an address that nothing can be sent to.
create or replace function my_address() returns text language sql stable security definer set search_path = public, pg_temp as $$
  select lower(u.email collate "C") from users u where u.id = me() and u.deleted_at is null and u.email not like '%@no-email.invalid'
$$;
