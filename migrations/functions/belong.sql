-- On every table whose rows are put into containers (see install_triggers): a row belongs to the owner of its container and is
-- shared like it, whoever put it there, so that its creator cannot take it away again. Only the owner of a row can give it away
-- in this way. Arguments, for each column that refers to a container, of which the first one set counts: the column, the table
-- that it refers to (see install_row_of), and how that table is shared: `never`, `household`, or `marked` where is_shared is required as well. Runs as
-- the caller: FOR SHARE finds only rows that they may change, and locks the container until the row is stored.
create or replace function belong() returns trigger language plpgsql as $$
declare
  this constant jsonb := to_jsonb(new);
  before constant jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) end;
  as_app constant boolean := current_user = 'lifeos_app';
  moved boolean := tg_op = 'INSERT';
  holder record;
  held uuid;
begin
  for at in 0 .. tg_nargs - 1 by 3 loop
    moved := moved or this ->> tg_argv[at] is distinct from before ->> tg_argv[at];
  end loop;
  -- Changes of the sharing by a trigger or a foreign key are correct already.
  if not moved and not as_app then return new; end if;
  for at in 0 .. tg_nargs - 1 by 3 loop
    held := this ->> tg_argv[at];
    continue when held is null;
    execute format('select * from %I($1, $2)', 'row_of_' || tg_argv[at + 1])
    using held, case when moved then 'share' else 'none' end into holder;
    if tg_argv[at + 2] = 'never' or not holder.is_shared then holder.household_id := null; end if;
    if holder.user_id is null then
      execute format('select * from %I($1, $2)', 'row_of_' || tg_argv[at + 1]) using held, 'none' into holder;
      if holder.user_id is null and this ->> tg_argv[at] is distinct from before ->> tg_argv[at] then
        -- Not left to the check of the reference: by then the caller may be able to see the container, and the row would be in
        -- another person's.
        raise exception using errcode = 'LF004', message = 'reference not found',
          detail = tg_argv[at], column = tg_argv[at], table = tg_table_name;
      end if;
      if holder.user_id is null or not moved then return new; end if;
      raise exception using errcode = 'insufficient_privilege', message = 'what may only be seen takes nothing in', column = tg_argv[at];
    end if;
    if new.user_id <> holder.user_id then
      if tg_op = 'UPDATE' and as_app and old.user_id is distinct from me() then
        raise exception using errcode = 'insufficient_privilege', message = 'only its owner may give a row away', column = tg_argv[at];
      end if;
      new.user_id := holder.user_id;
    end if;
    if not this ? 'household_id' then return new; end if;
    if holder.household_id is not null then
      if as_app and not moved and (new.household_id is distinct from holder.household_id
        or not coalesce((to_jsonb(new) ->> 'is_shared')::boolean, true))
      then
        raise exception using errcode = 'LF005', message = 'shared with what holds it',
          detail = '{"text": "It is shared as what it is in; move it out of there first.", "code": "shared_with_whole", "params": {}}';
      end if;
      new.household_id := holder.household_id;
      if this ? 'is_shared' then new.is_shared := true; end if;
    elsif new.household_id is not null and (case when tg_op = 'INSERT'
      -- The owner may share a row in a container that is not shared; others who put a row there for the owner may not.
      then as_app and new.user_id <> me()
      -- The row was shared because of its former container.
      else moved and tg_argv[at + 2] <> 'never' and new.household_id = old.household_id end)
    then
      new.household_id := null;
      if this ? 'is_shared' then new.is_shared := false; end if;
    end if;
    return new;
  end loop;
  return new;
end $$;
