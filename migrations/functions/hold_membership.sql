-- On every table whose rows have an owner and may be shared with a household (see install_reference_checks): the owner must be a
-- member of the household, and stays one until the row is stored. Without the lock, a member who is removed while they write
-- would leave rows behind: the removal does not see uncommitted rows. With it the removal waits for them, and later writers find
-- no membership. A household that is being deleted is waited for in the same way.
create or replace function hold_membership() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from households h where h.id = new.household_id for key share;
  perform from household_members m where m.household_id = new.household_id and m.user_id = new.user_id for key share;
  if found then return new; end if;
  if tg_op = 'UPDATE' and old.user_id is distinct from me() and current_setting('role', true) = 'lifeos_app' then
    raise exception using errcode = 'insufficient_privilege', message = 'only its owner may share a row', column = 'household_id';
  end if;
  raise exception using errcode = 'LF004', message = 'reference not found', detail = 'household_id', column = 'household_id', table = tg_table_name;
end $$;
