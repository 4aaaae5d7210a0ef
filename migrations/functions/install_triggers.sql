create or replace function install_triggers(target regclass) returns void language plpgsql as $$
declare
  columns constant text[] := array(
    select a.attname from pg_attribute a where a.attrelid = target and a.attnum > 0 and not a.attisdropped);
  shared constant boolean := columns @> array['user_id', 'household_id'] and not exists (
    select from pg_attribute h where h.attrelid = target and h.attname = 'household_id' and h.attnotnull);
  lost text;
  parent text;
begin
  if 'updated_at' = any(columns) then
    execute format('create or replace trigger touch before update on %s for each row execute function %s()',
      target, case when 'version' = any(columns) then 'touch_version' else 'touch' end);
  end if;
  if shared then
    execute format('create or replace trigger keep_household before update of household_id on %s for each row
      when (new.household_id is distinct from old.household_id) execute function keep_household()', target);
  end if;
  if shared and 'deleted_at' = any(columns) then
    -- Whatever the read policy looks at: the household, and where there is such a thing that the row is shared with it.
    select string_agg(format(
      case when a.atttypid = 'boolean'::regtype then 'old.%1$I and not new.%1$I' else 'old.%1$I is distinct from new.%1$I' end,
      a.attname), ' or ' order by a.attnum)
    into lost from pg_attribute a
    where a.attrelid = target and a.attname not in ('id', 'user_id') and exists (
      select from pg_policy p join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid
      where p.polrelid = target and p.polcmd = 'r' and d.refobjid = target and d.refobjsubid = a.attnum);
    execute format('create or replace trigger revise_household after update on %s for each row
      when (old.household_id is not null and (%s)) execute function revise_household()', target, lost);
  end if;
  for parent in
    select a.attname from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.conrelid = target and k.confrelid = target and a.attname like 'parent%'
  loop
    execute format('create or replace trigger %I after update of %I on %s for each row
      when (new.%2$I is not null and new.%2$I is distinct from old.%2$I) execute function refuse_cycle(%4$L, %5$L, %2$L)',
      'refuse_cycle_' || parent, parent, target, target::text, 'id');
  end loop;
end $$;
