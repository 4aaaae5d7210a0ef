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
  if shared and not exists (select from pg_trigger t where t.tgrelid = target and t.tgname = 'refuse_change') then
    execute format('create or replace trigger keep_household before update of household_id on %s for each row
      when (new.household_id is distinct from old.household_id) execute function keep_household()', target);
    -- A household has lost a row that went elsewhere, or is no longer marked as shared with it.
    lost := 'old.household_id is not null and ' || case when 'is_shared' = any(columns)
      then 'old.is_shared and (old.household_id is distinct from new.household_id or not new.is_shared)'
      else 'old.household_id is distinct from new.household_id' end;
    execute format('create or replace trigger keep_history after update on %s for each row
      when (%s) execute function keep_history()', target, lost);
    if 'deleted_at' = any(columns) then
      execute format('create or replace trigger revise_household after update on %s for each row
        when (%s) execute function revise_household()', target, lost);
    end if;
  end if;
  perform install_containment(target);
  for parent in
    select a.attname from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.conrelid = target and k.confrelid = target and a.attname like 'parent%'
  loop
    execute format('create or replace trigger %I after update of %I on %s for each row
      when (new.%2$I is not null and new.%2$I is distinct from old.%2$I) execute function refuse_cycle(%4$L, %5$L, %2$L)',
      'refuse_cycle_' || parent, parent, target, target::text, 'id');
  end loop;
end $$;
