-- On every table whose rows are put into containers (see install_triggers): people with whom the owner shares anything may see a
-- row by its container, and what is in the row; when it is moved they have to start their copies again, and see its events from
-- then on (see my_granted_since). Owners who share nothing need no record, because a later grant begins later anyway.
create or replace function revise_moved() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform revise_access(array(select g.grantee_id from access_grants g where g.grantor_id in (old.user_id, new.user_id)));
  insert into moved_rows as m (entity_id, user_id)
  select new.id, new.user_id where exists (select from access_grants g where g.grantor_id = new.user_id)
  on conflict (entity_id) do update set user_id = excluded.user_id, moved_at = excluded.moved_at;
  return null;
end $$;
