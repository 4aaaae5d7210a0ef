create or replace function install_triggers(target regclass) returns void language plpgsql as $$
declare
  columns constant text[] := array(
    select a.attname from pg_attribute a where a.attrelid = target and a.attnum > 0 and not a.attisdropped);
  shared constant boolean := columns @> array['user_id', 'household_id'] and not exists (
    select from pg_attribute h where h.attrelid = target and h.attname = 'household_id' and h.attnotnull);
  lost text;
  parent text;
  parts text;
  whole record;
begin
  if 'updated_at' = any(columns) then
    execute format('create or replace trigger touch before update on %s for each row execute function %s()',
      target, case when 'version' = any(columns) then 'touch_version' else 'touch' end);
  end if;
  if shared and not exists (select from pg_trigger t where t.tgrelid = target and t.tgname = 'refuse_change') then
    execute format('create or replace trigger keep_household before update of household_id on %s for each row
      when (new.household_id is distinct from old.household_id) execute function keep_household()', target);
    -- The condition under which a household has lost a row: the row was moved elsewhere, or is no longer marked as shared.
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
  -- A changed occurrence of a series is an event of its own, so a table is never a part of itself.
  select string_agg(format('%L, %L', c.relname, a.attname), ', ' order by c.relname, a.attname) into parts
  from pg_constraint k
  join pg_class c on c.oid = k.conrelid
  join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
  join pg_attribute d on d.attrelid = k.conrelid and d.attname = 'deleted_at' and not d.attisdropped
  where k.contype = 'f' and k.confdeltype = 'c' and k.confrelid = target and k.conrelid <> target and 'deleted_at' = any(columns)
    and 'id' = any(columns) and target <> 'users'::regclass;
  if parts is not null then
    perform install_row_of(target);
    execute format('create or replace trigger hold_whole before update of deleted_at on %s for each row
      when (old.deleted_at is null and new.deleted_at is not null) execute function hold_whole()', target);
    execute format('create or replace trigger mark_parts after update of deleted_at on %s for each row
      when (old.deleted_at is distinct from new.deleted_at) execute function mark_parts(%s)', target, parts);
  end if;
  for whole in
    select k.confrelid::regclass as name, a.attname as column
    from pg_constraint k
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    join pg_attribute d on d.attrelid = k.confrelid and d.attname = 'deleted_at' and not d.attisdropped
    where k.contype = 'f' and k.confdeltype = 'c' and k.conrelid = target and 'deleted_at' = any(columns) and k.confrelid <> 'users'::regclass
  loop
    perform install_row_of(whole.name);
    execute format('create or replace trigger %I before update of deleted_at on %s for each row
      when (old.deleted_at is not null and new.deleted_at is null and new.%I is not null) execute function restore_with_whole(%L, %3$L)',
      'restore_with_whole_' || whole.column, target, whole.column, whole.name);
    execute format('create or replace trigger %I before insert on %s for each row
      when (new.deleted_at is null and new.%I is not null) execute function join_whole(%L, %3$L)',
      'join_whole_' || whole.column || '_new', target, whole.column, whole.name);
    execute format('create or replace trigger %I before update of %I on %s for each row
      when (new.deleted_at is null and new.%2$I is not null and new.%2$I is distinct from old.%2$I) execute function join_whole(%4$L, %2$L)',
      'join_whole_' || whole.column, whole.column, target, whole.name);
  end loop;
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
