-- The last admin can neither leave nor be demoted, as long as the household and the account exist.
create or replace function keep_an_admin() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if old.role = 'admin' and (tg_op = 'DELETE' or new.role <> 'admin') then
    -- Serializes two admins who leave at the same time, so that the second sees that the first has left.
    perform from households h where h.id = old.household_id for no key update;
    if found and exists (select from users u where u.id = old.user_id) and not exists (
      select from household_members m where m.household_id = old.household_id and m.role = 'admin' and m.id <> old.id
    ) then
      raise exception using errcode = 'LF005', message = 'a household needs an admin', detail = 'last_admin';
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
--> statement-breakpoint
create or replace trigger keep_an_admin before update of role or delete on household_members for each row execute function keep_an_admin();
