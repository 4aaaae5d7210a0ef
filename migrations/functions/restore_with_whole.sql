-- On every table whose rows are parts of others that can come back (see install_triggers): a deleted part cannot come back on its own
-- while what it is a part of is deleted, where nobody would find it. FOR KEY SHARE waits for whoever is deleting the whole (see
-- hold_whole), and then finds it deleted. Runs as the owner, because a lock needs the right to change the whole, which whoever restores
-- a part may lack. Arguments: the table of the whole, and the column that names it.
create or replace function restore_with_whole() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  is_deleted boolean;
begin
  execute format('select is_deleted from %I($1, $2)', 'row_of_' || tg_argv[0] || '_for_owner')
  using (to_jsonb(new) ->> tg_argv[1])::uuid, 'key share' into is_deleted;
  if is_deleted then
    raise exception using errcode = 'LF005', message = 'restored without its whole',
      detail = '{"text": "What this is a part of is deleted; restore that first.", "code": "whole_deleted", "params": {}}';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- Subtasks are deleted and restored with the task above them by consumers, and no foreign key says so.
create or replace trigger restore_with_whole_parent_task_id before update of deleted_at on tasks for each row
when (old.deleted_at is not null and new.deleted_at is null and new.parent_task_id is not null)
execute function restore_with_whole('tasks', 'parent_task_id');
