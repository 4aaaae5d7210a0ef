-- What goes with a member, and with an account.

-- Whoever left comes back by a new invite only, and has no more to do there: nor has anybody to do in the rows they take along,
-- which they do not see any more. Fires before unshare_rows, which takes those rows out of the household.
create function dismiss_member() returns trigger
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
create trigger dismiss_member after delete on household_members for each row execute function dismiss_member();
--> statement-breakpoint
-- What names an account without belonging to it: invites to its address, and what others were told of it.
create function forget_person() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from household_invites i where i.email = old.email;
  delete from notifications n where n.action ->> 'userId' = old.id::text;
  if current_setting('lifeos.erasing', true) = 'yes' then
    update events e set previous = e.previous - 'email'
    where e.entity_type = 'household_invite' and (e.previous ->> 'email')::citext = old.email;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger forget_person after delete on users for each row execute function forget_person();
