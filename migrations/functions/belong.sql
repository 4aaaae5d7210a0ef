-- On every table whose rows are put into others (see install_triggers): a row belongs to where it is put. Whoever put it there, it is
-- that of the owner of what holds it, and is shared as that is; so nobody can take it out of reach again by having made it. Only the
-- owner of a row can give it away like this. Arguments: for each column that says what holds the row, the first of which counts,
-- that column, the table it refers to, and whether that is shared: `never`, `household`, or `marked` where a household is not enough.
-- Runs as the caller: FOR SHARE finds what they may change, and keeps it as it is until the row is there.
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
  -- What a trigger or a foreign key does to the sharing of a row is right already.
  if not moved and not as_app then return new; end if;
  for at in 0 .. tg_nargs - 1 by 3 loop
    held := this ->> tg_argv[at];
    continue when held is null;
    execute format('select t.user_id, %s as household_id from %I t where t.id = $1 %s', case tg_argv[at + 2]
        when 'never' then 'null::uuid'
        when 'marked' then 'case when t.is_shared then t.household_id end'
        else 't.household_id' end,
      tg_argv[at + 1], case when moved then 'for share' else '' end)
    using held into holder;
    if holder.user_id is null then
      execute format('select t.user_id from %I t where t.id = $1', tg_argv[at + 1]) using held into holder;
      if holder.user_id is null and this ->> tg_argv[at] is distinct from before ->> tg_argv[at] then
        -- Not left to the check of the reference: by then the caller may see it, and the row would be in what is another's.
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
          detail = 'It is shared as what it is in; move it out of there first.';
      end if;
      new.household_id := holder.household_id;
      if this ? 'is_shared' then new.is_shared := true; end if;
    elsif new.household_id is not null and (case when tg_op = 'INSERT'
      -- An owner may share what is in something that is not; whoever puts something there for them may not.
      then as_app and new.user_id <> me()
      -- It was shared by where it was.
      else moved and tg_argv[at + 2] <> 'never' and new.household_id = old.household_id end)
    then
      new.household_id := null;
      if this ? 'is_shared' then new.is_shared := false; end if;
    end if;
    return new;
  end loop;
  return new;
end $$;
