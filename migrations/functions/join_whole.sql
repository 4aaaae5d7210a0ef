-- On every table whose rows are parts of others that can come back (see install_triggers): a part that is added or moved to a whole which
-- somebody is deleting at this moment is refused like one that names a deleted whole (see install_reference_checks, which looks without
-- a lock and before). Otherwise it would stay behind, for mark_parts has not seen it. FOR KEY SHARE waits for the deletion (see
-- hold_whole); it does not hold up whoever changes the whole in another way. Runs as the owner, because a lock needs the right to
-- change the whole. Arguments: the table of the whole, and the column that names it.
create or replace function join_whole() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  is_deleted boolean;
begin
  execute format('select is_deleted from %I($1, $2)', 'row_of_' || tg_argv[0] || '_for_owner')
  using (to_jsonb(new) ->> tg_argv[1])::uuid, 'key share' into is_deleted;
  if is_deleted then
    raise exception using errcode = 'LF004', message = 'reference not found',
      detail = tg_argv[1], column = tg_argv[1], table = tg_table_name;
  end if;
  return new;
end $$;
--> statement-breakpoint
-- The same of subtasks, which no foreign key deletes with the task above them (see restore_with_whole).
create or replace trigger join_whole_parent_task_id_new before insert on tasks for each row
when (new.deleted_at is null and new.parent_task_id is not null) execute function join_whole('tasks', 'parent_task_id');
--> statement-breakpoint
create or replace trigger join_whole_parent_task_id before update of parent_task_id on tasks for each row
when (new.deleted_at is null and new.parent_task_id is not null and new.parent_task_id is distinct from old.parent_task_id)
execute function join_whole('tasks', 'parent_task_id');
