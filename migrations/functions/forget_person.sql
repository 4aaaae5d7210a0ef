-- Deletes what identifies an account without belonging to it: invites to its address, and notifications to others about it.
create or replace function forget_person() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from household_invites i where i.email = old.email;
  delete from notifications n where n.action ->> 'userId' = old.id::text;
  if current_setting('lifeos.erasing', true) = 'yes' then
    update events e set previous = e.previous - 'email'
    where e.entity_type = 'household_invite' and e.previous ->> 'email' = old.email;
  end if;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger forget_person after delete on users for each row execute function forget_person();
