-- Runs after `belong`, with the same arguments: further containers of a row must also belong to its owner and accept the caller's
-- rows. Otherwise everybody with access to them would see the row, possibly without its owner's knowledge. Runs as the caller,
-- like `belong`.
create or replace function belong_wholly() returns trigger language plpgsql as $$
declare
  this constant jsonb := to_jsonb(new);
  before constant jsonb := case when tg_op = 'UPDATE' then to_jsonb(old) end;
  held uuid;
  owner uuid;
  moved boolean;
  has_container boolean := false;
  is_first boolean;
  is_locked boolean;
begin
  if current_user <> 'lifeos_app' then return new; end if;
  for at in 0 .. tg_nargs - 1 by 3 loop
    held := this ->> tg_argv[at];
    moved := held is distinct from (before ->> tg_argv[at])::uuid;
    is_first := held is not null and not has_container;
    has_container := has_container or held is not null;
    -- The first container that is set `belong` has looked up and locked, when the row was put there now.
    continue when held is null or (is_first and moved) or (not moved and this -> 'user_id' = before -> 'user_id');
    is_locked := false;
    if moved then
      execute format('select user_id from %I($1, $2)', 'row_of_' || tg_argv[at + 1]) using held, 'share' into owner;
      is_locked := owner is not null;
    end if;
    if not is_locked then
      execute format('select user_id from %I($1, $2)', 'row_of_' || tg_argv[at + 1]) using held, 'none' into owner;
    end if;
    if owner is null then
      continue when not moved;
      -- Not left to the check of the reference, which may see the container by then (see belong).
      raise exception using errcode = 'LF004', message = 'reference not found',
        detail = tg_argv[at], column = tg_argv[at], table = tg_table_name;
    end if;
    if owner <> new.user_id then
      raise exception using errcode = 'LF005', message = 'held by two people', column = tg_argv[at],
        detail = '{"text": "It would be part of what belongs to two different people.", "code": "of_two_people", "params": {}}';
    end if;
    if moved and not is_locked then
      raise exception using errcode = 'insufficient_privilege', message = 'what may only be seen takes nothing in', column = tg_argv[at];
    end if;
  end loop;
  return new;
end $$;
