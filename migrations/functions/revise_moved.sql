-- On every table whose rows are put into others (see install_triggers): those with whom its owner shares anything may see a row by
-- what holds it, and what that holds; when it moves they begin their copies anew.
create or replace function revise_moved() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform revise_access(array(select g.grantee_id from access_grants g where g.grantor_id in (old.user_id, new.user_id)));
  return null;
end $$;
