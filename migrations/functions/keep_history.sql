-- On every shared table (see install_triggers): a row leaves its household, and so does what happened to it there. Whoever is
-- still a member reads of it no more, also when it comes back: then they read on from there.
create or replace function keep_history() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  -- A household that goes itself has nobody left to read.
  insert into unshared_rows as u (entity_id, household_id) select old.id, h.id from households h where h.id = old.household_id
  on conflict (entity_id, household_id) do update set unshared_at = excluded.unshared_at;
  return null;
end $$;
