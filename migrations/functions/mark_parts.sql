-- On every table whose rows can be restored and have parts that can (see install_triggers): what a foreign key would delete with
-- a row is marked as deleted with it, and restored with it unless it was deleted before. Like a foreign key, it does not check
-- the caller's rights on the parts. Arguments: for each kind of part its table and the column that refers to the row.
create or replace function mark_parts() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  for at in 0 .. tg_nargs - 1 by 2 loop
    execute format('update %I set deleted_at = $2 where %I = $1 and deleted_at is not distinct from $3', tg_argv[at], tg_argv[at + 1])
    using new.id, new.deleted_at, old.deleted_at;
  end loop;
  return null;
end $$;
