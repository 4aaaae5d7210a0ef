-- On every table whose rows are put into others (see install_triggers): those with whom its owner shares anything may see a row by
-- what holds it, and what that holds; when it moves they begin their copies anew, and read what happens to it from here on (see
-- my_granted_since). Whom nobody shares with now will be granted later than this.
create or replace function revise_moved() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform revise_access(array(select g.grantee_id from access_grants g where g.grantor_id in (old.user_id, new.user_id)));
  insert into moved_rows as m (entity_id, user_id)
  select new.id, new.user_id where exists (select from access_grants g where g.grantor_id = new.user_id)
  on conflict (entity_id) do update set user_id = excluded.user_id, moved_at = excluded.moved_at;
  return null;
end $$;
