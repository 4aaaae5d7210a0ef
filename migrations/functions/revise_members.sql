-- A new member sees the household's rows; a former member does not, and the others no longer see that member's rows, which are
-- deleted before they are unshared when an account is erased.
create or replace function revise_members() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform revise_access(array[new.user_id]);
  else
    perform revise_access(array(
      select old.user_id union select m.user_id from household_members m where m.household_id = old.household_id));
  end if;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger revise_members after insert or delete on household_members for each row execute function revise_members();
