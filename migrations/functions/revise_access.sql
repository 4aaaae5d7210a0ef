-- Records for these people that the set of rows that they may see has changed: once for each transaction, however many rows are
-- affected. (The version of a row that is recorded already comes from this transaction.) People who are being erased are left
-- out.
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
