-- On every container table (see install_triggers): rows in a container get its owner and are shared like it. Arguments: the table
-- of the contained rows, its column that refers to the container, and how that table is shared: `never`, `household` or `marked`.
create or replace function hand_down() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  was constant jsonb := to_jsonb(old);
  is_now constant jsonb := to_jsonb(new);
  before constant uuid := case when coalesce((was ->> 'is_shared')::boolean, true) then (was ->> 'household_id')::uuid end;
  home constant uuid := case when coalesce((is_now ->> 'is_shared')::boolean, true) then (is_now ->> 'household_id')::uuid end;
  mark constant text := case when tg_argv[2] = 'marked' then ', is_shared = $3 is not null' else '' end;
begin
  if new.user_id <> old.user_id then
    execute format('update %I set user_id = $1 where %I = $2 and user_id <> $1', tg_argv[0], tg_argv[1]) using new.user_id, new.id;
  end if;
  if tg_argv[2] <> 'never' and before is distinct from home then
    execute format('update %I set household_id = $3%s where %I = $1 and household_id is distinct from $3
      and ($3 is not null or household_id = $2)', tg_argv[0], mark, tg_argv[1])
    using new.id, before, home;
  end if;
  return null;
end $$;
