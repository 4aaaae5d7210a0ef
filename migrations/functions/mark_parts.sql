-- On every table whose rows come back and have parts that do (see install_triggers): what a foreign key would delete with a row is marked
-- with it, and comes back with it unless it was deleted before. As a foreign key does, it asks nobody whether they may. Arguments: for
-- each kind of part its table and the column that says what it is a part of.
create or replace function mark_parts() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  for at in 0 .. tg_nargs - 1 by 2 loop
    execute format('update %I set deleted_at = $2 where %I = $1 and deleted_at is not distinct from $3', tg_argv[at], tg_argv[at + 1])
    using new.id, new.deleted_at, old.deleted_at;
  end loop;
  return null;
end $$;
