-- Counts for these people that they see other rows than before: once for a transaction, however many rows it is about. (One that
-- has counted is where the version of the row comes from.) Whoever is being erased is not counted any more.
create or replace function revise_access(people uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into access_revisions as a (user_id)
  select u.id from users u
  where u.id = any(people) and not exists (
    select from access_revisions r where r.user_id = u.id and r.xmin = pg_current_xact_id()::xid)
  order by u.id
  on conflict (user_id) do update set revision = a.revision + 1;
end $$;
