-- Adds the caller to the household of an invite that was sent to their address. Returns the household.
create or replace function accept_household_invite(token_hash text, at timestamptz default now()) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  joined uuid;
begin
  -- Locked before the invite and the member, in the order that all changes of a household use (see take_turns).
  perform from households h where h.id = (
    select i.household_id from household_invites i where i.token_hash = accept_household_invite.token_hash) for no key update;
  update household_invites i set accepted_at = accept_household_invite.at
  where i.token_hash = accept_household_invite.token_hash and i.accepted_at is null and i.expires_at > accept_household_invite.at
    and lower(i.email collate "C") = my_address()
  returning i.household_id into joined;
  if joined is null then
    raise exception using errcode = 'LF004', message = 'reference not found', detail = 'token';
  end if;
  insert into household_members (household_id, user_id) values (joined, me()) on conflict do nothing;
  return joined;
end $$;
--> statement-breakpoint
grant execute on function accept_household_invite(text, timestamptz) to lifeos_app;
