-- On every shared table (see install_triggers): when a row is removed from its household, the members lose access to its events
-- so far. When it returns, they see only events from then on.
create or replace function keep_history() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- A deleted household has no members left.
  insert into unshared_rows as u (entity_id, household_id) select old.id, h.id from households h where h.id = old.household_id
  on conflict (entity_id, household_id) do update set unshared_at = excluded.unshared_at;
  return null;
end $$;
