-- Whether the caller owns a live row of this type (`task` for the table tasks) that the table's policy lets them share. Runs as
-- the caller.
create or replace function may_grant(entity_type text, entity_id uuid) returns boolean language plpgsql stable as $$
declare
  target record;
  found boolean;
begin
  select c.oid::regclass as name, exists (
    select from pg_attribute a where a.attrelid = c.oid and a.attname = 'deleted_at' and not a.attisdropped) as soft
  into target from pg_class c
  where c.oid = table_of(may_grant.entity_type) and c.relname <> 'events'
    and exists (select from pg_attribute u where u.attrelid = c.oid and u.attname = 'user_id' and not u.attisdropped)
    and exists (
      select from pg_policy p where p.polrelid = c.oid and p.polcmd = 'r' and pg_get_expr(p.polqual, p.polrelid) like '%access_grants%');
  if target.name is null then return false; end if;
  execute format('select exists (select from %s t where t.id = $1 and t.user_id = me()%s)',
    target.name, case when target.soft then ' and t.deleted_at is null' else '' end)
  using entity_id into found;
  return found;
end $$;
--> statement-breakpoint
grant execute on function may_grant(text, uuid) to lifeos_app;
