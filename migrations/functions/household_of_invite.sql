-- The household of an invite for the caller, and whether they have joined already. No row when the token is unknown, used by
-- another person, revoked, expired or for another address, so that these cannot be distinguished.
create or replace function household_of_invite(token_hash text, at timestamptz default now()) returns table (household_id uuid, joined boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.household_id, m.id is not null from household_invites i
  left join household_members m on m.household_id = i.household_id and m.user_id = me()
  where i.token_hash = $1 and lower(i.email collate "C") = my_address()
    -- A used invite stays valid for the person who used it, as long as they are a member.
    and (i.accepted_at is null and i.expires_at > $2 or i.accepted_at is not null and m.id is not null)
$$;
--> statement-breakpoint
grant execute on function household_of_invite(text, timestamptz) to lifeos_app;
