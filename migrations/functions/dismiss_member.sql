-- Cleans up after a membership, and after an account, has ended.

-- A former member can return only by a new invite, and loses assignments in the household; nobody else stays assigned to the rows
-- that the member takes along and that others cannot see any more. Runs before unshare_rows, which removes these rows from the
-- household.
create or replace function dismiss_member() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from household_invites i using users u
  where u.id = old.user_id and i.household_id = old.household_id and i.email = u.email and i.accepted_at is null;
  update tasks t set assignee_id = null
  where t.household_id = old.household_id and t.assignee_id is not null
    and (t.assignee_id = old.user_id or t.user_id = old.user_id) and t.assignee_id <> t.user_id;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger dismiss_member after delete on household_members for each row execute function dismiss_member();
