-- On every table whose rows are parts of rows that can be restored (see install_triggers): a deleted part cannot be restored
-- alone while the row that it belongs to is deleted, because nobody would find it there. Arguments: the table of that row, and
-- the column that refers to it.
create or replace function restore_with_whole() returns trigger language plpgsql as $$
declare
  is_deleted boolean;
begin
  execute format('select t.deleted_at is not null from %I t where t.id = ($1 ->> %L)::uuid', tg_argv[0], tg_argv[1])
  using to_jsonb(new) into is_deleted;
  if is_deleted then
    raise exception using errcode = 'LF005', message = 'restored without its whole',
      detail = 'What this is a part of is deleted; restore that first.';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- Consumers delete and restore subtasks with their parent, so no foreign key cascades there.
create or replace trigger restore_with_whole_parent_task_id before update of deleted_at on tasks for each row
when (old.deleted_at is not null and new.deleted_at is null and new.parent_task_id is not null)
execute function restore_with_whole('tasks', 'parent_task_id');
