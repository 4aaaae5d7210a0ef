-- Runs before `belong`, with the same arguments: for a row that is put into a shared container it locks first the membership by
-- which the container is shared and then the container, the order in which the removal of a member takes these locks.
create or replace function await_home() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  this constant jsonb := to_jsonb(new);
  holder record;
begin
  for at in 0 .. tg_nargs - 1 by 3 loop
    continue when this ->> tg_argv[at] is null;
    if tg_argv[at + 2] <> 'never' then
      execute format('select * from %I($1, $2)', 'row_of_' || tg_argv[at + 1] || '_for_owner')
      using (this ->> tg_argv[at])::uuid, 'none' into holder;
      perform from households h where h.id = holder.household_id for key share;
      perform from household_members m where m.household_id = holder.household_id and m.user_id = holder.user_id for key share;
    end if;
    return new;
  end loop;
  return new;
end $$;
