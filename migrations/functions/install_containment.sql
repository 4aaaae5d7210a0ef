-- Installs the triggers for containers. The columns that refer to containers are those in a table's read policy by which a grant
-- on a container gives access (`within` of kit/table).
create or replace function install_containment(target regclass) returns void language plpgsql as $$
declare
  held record;
  arguments text := '';
  placed text := '';
  moved text := '';
  name text;
begin
  for held in
    select a.attname as column, k.confrelid as container, t.relname as container_name,
      -- A category is only a heading: each list in it has its own sharing with a household.
      case when t.relname = 'todo_categories' then 'never' else sharing_of(k.confrelid) end as container_shared,
      sharing_of(target) as shared
    from pg_constraint k
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    join pg_class t on t.oid = k.confrelid
    where k.conrelid = target and k.contype = 'f' and cardinality(k.conkey) = 1 and a.attname not in ('user_id', 'household_id')
      and exists (
        select from pg_policy p join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid
        where p.polrelid = target and p.polcmd = 'r' and d.refobjid = target and d.refobjsubid = a.attnum
          and pg_get_expr(p.polqual, p.polrelid) like '%my_granted%')
    -- The closest container comes first: the row's parent, then the container it is in, then what it is for.
    order by k.confrelid = k.conrelid desc, t.relname desc
  loop
    arguments := arguments || format(', %L, %L, %L', held.column, held.container_name,
      case when 'never' in (held.container_shared, held.shared) then 'never' else held.container_shared end);
    placed := placed || format(' or new.%I is not null', held.column);
    moved := moved || format(' or new.%1$I is distinct from old.%1$I', held.column);
    perform install_row_of(held.container);
    execute format('create or replace trigger %I after update on %s for each row
      when (new.user_id <> old.user_id%s) execute function hand_down(%L, %L, %L)',
      'hand_down_' || target || '_' || held.column, held.container::regclass,
      case held.container_shared when 'never' then '' when 'marked'
        then ' or new.household_id is distinct from old.household_id or new.is_shared <> old.is_shared'
        else ' or new.household_id is distinct from old.household_id' end,
      target, held.column, case when held.container_shared = 'never' then 'never' else held.shared end);
  end loop;
  if moved = '' then return; end if;
  for name in select unnest(array['await_home', 'belong', 'belong_wholly']) loop
    execute format('create or replace trigger %I before insert on %s for each row when (%s) execute function %I(%s)',
      name || '_new', target, substr(placed, 5), name, substr(arguments, 3));
    execute format('create or replace trigger %I before update on %s for each row when (%s%s) execute function %1$I(%5$s)',
      name, target, substr(moved, 5), case sharing_of(target) when 'never' then ''
        when 'marked' then ' or new.household_id is distinct from old.household_id or new.is_shared <> old.is_shared'
        else ' or new.household_id is distinct from old.household_id' end, substr(arguments, 3));
  end loop;
  execute format('create or replace trigger revise_moved after update on %s for each row when (%s) execute function revise_moved()',
    target, substr(moved, 5));
end $$;
--> statement-breakpoint
-- How the rows of a table are shared: `never`, with a `household`, or with one while they are `marked` by is_shared.
create or replace function sharing_of(target regclass) returns text language plpgsql stable as $$
begin
  return (
    select case when bool_or(a.attname = 'is_shared') then 'marked' when bool_or(a.attname = 'household_id') then 'household' else 'never' end
    from pg_attribute a where a.attrelid = target and a.attnum > 0 and not a.attisdropped);
end $$;
