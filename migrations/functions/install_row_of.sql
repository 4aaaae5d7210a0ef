-- Makes the functions by which triggers that stand on many tables look up a row of one of these: `row_of_tasks` for triggers that run as
-- the caller, and `row_of_tasks_for_owner` for those that run as the owner of the functions. PostgreSQL keeps the plan of a statement that
-- is written in a function. One that is put together at run time it plans for each row, which under row-level security takes longer than
-- all else that is done for the row. There are two, because a kept plan is made anew whenever another role comes by.
-- `lock` is `none`, or what the row is locked with: `key share`, `share`, or `update`. All columns are null when there is no such row, or
-- none that the role may see, or lock. `is_shared` says whether the row's household may see it (see sharing_of).
create or replace function install_row_of(target regclass) returns void language plpgsql as $$
declare
  columns constant text[] := array(
    select a.attname from pg_attribute a where a.attrelid = target and a.attnum > 0 and not a.attisdropped);
  looked_up constant text := format('select %s, %s, %s, %s from %s t where t.id = $1',
    case when 'user_id' = any(columns) then 't.user_id' else 'null' end,
    case when 'household_id' = any(columns) then 't.household_id' else 'null' end,
    case sharing_of(target) when 'never' then 'false' when 'marked' then 't.is_shared' else 't.household_id is not null' end,
    case when 'deleted_at' = any(columns) then 't.deleted_at is not null' else 'false' end, target);
  name text;
begin
  foreach name in array array['row_of_' || target, 'row_of_' || target || '_for_owner'] loop
    execute format('create or replace function %1$I(id uuid, lock text,
      out user_id uuid, out household_id uuid, out is_shared boolean, out is_deleted boolean) language plpgsql as $body$
      begin
        case $2
          when ''none'' then %2$s into user_id, household_id, is_shared, is_deleted;
          when ''key share'' then %2$s for key share into user_id, household_id, is_shared, is_deleted;
          when ''share'' then %2$s for share into user_id, household_id, is_shared, is_deleted;
          when ''update'' then %2$s for update into user_id, household_id, is_shared, is_deleted;
        end case;
      end $body$', name, looked_up);
  end loop;
  execute format('grant execute on function %I(uuid, text) to lifeos_app', 'row_of_' || target);
end $$;
