-- On every table whose rows come back and have parts that do (see install_triggers): deleting a row waits for those who are adding or
-- restoring a part of it, and lets nobody begin to until it is done (see join_whole and restore_with_whole). The lock that an UPDATE
-- takes by itself does neither, for it leaves the key of the row alone.
create or replace function hold_whole() returns trigger language plpgsql as $$
begin
  execute format('select from %I($1, $2)', 'row_of_' || tg_table_name) using old.id, 'update';
  return new;
end $$;
--> statement-breakpoint
create or replace trigger hold_whole before update of deleted_at on tasks for each row
when (old.deleted_at is null and new.deleted_at is not null) execute function hold_whole();
