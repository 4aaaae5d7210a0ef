-- What an invite would do for the caller: the household, and whether they joined it already. No row when the token is unknown,
-- used by somebody else, revoked or late, or when it was sent to another address: all of that is one answer.
create or replace function household_of_invite(token_hash text, at timestamptz default now()) returns table (household_id uuid, joined boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.household_id, m.id is not null from household_invites i
  left join household_members m on m.household_id = i.household_id and m.user_id = me()
  where i.token_hash = $1 and lower(i.email collate "C") = my_address()
    -- A used one is still good for whoever used it, for as long as they stay.
    and (i.accepted_at is null and i.expires_at > $2 or i.accepted_at is not null and m.id is not null)
$$;
--> statement-breakpoint
grant execute on function household_of_invite(text, timestamptz) to lifeos_app;
