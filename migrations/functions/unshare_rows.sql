-- Removes the rows of a former member from the household, in every table with an owner that may be shared.
create or replace function unshare_rows() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  shared regclass;
begin
  for shared in
    select c.oid from pg_class c
    join pg_attribute h on h.attrelid = c.oid and h.attname = 'household_id' and not h.attnotnull
    join pg_attribute u on u.attrelid = c.oid and u.attname = 'user_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'refuse_change')
  loop
    execute format('update %s set household_id = null where household_id = $1 and user_id = $2', shared)
    using old.household_id, old.user_id;
  end loop;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger unshare_rows after delete on household_members for each row execute function unshare_rows();
