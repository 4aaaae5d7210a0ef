-- Joining a household, and sharing rows with people by their address.

-- The address of the caller, if anybody has verified it: accounts without one have an address that nothing can be sent to.
create function my_address() returns citext language sql stable security definer set search_path = public, pg_temp as $$
  select u.email from users u where u.id = me() and u.deleted_at is null and u.email not like '%@no-email.invalid'
$$;
--> statement-breakpoint
-- Whom the caller knows by name: those they live with, and those who shared something with them.
create function my_people() returns table (id uuid, name text, avatar_url text)
language sql stable security definer set search_path = public, pg_temp as $$
  select u.id, u.name, u.avatar_url from users u
  where u.deleted_at is null and (
    u.id = any(my_companions()) or u.id in (select g.grantor_id from access_grants g where g.grantee_id = me()))
$$;
--> statement-breakpoint
-- What an invite would do for the caller: the household, and whether they joined it already. No row when the token is unknown,
-- used by somebody else, revoked or late, or when it was sent to another address: all of that is one answer.
create function household_of_invite(token_hash text, at timestamptz default now()) returns table (household_id uuid, joined boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select i.household_id, m.id is not null from household_invites i
  left join household_members m on m.household_id = i.household_id and m.user_id = me()
  where i.token_hash = $1 and i.email = my_address()
    -- A used one is still good for whoever used it, for as long as they stay.
    and (i.accepted_at is null and i.expires_at > $2 or i.accepted_at is not null and m.id is not null)
$$;
--> statement-breakpoint
drop function accept_household_invite(text);
--> statement-breakpoint
-- Joins the caller to the household of an invite that was sent to their address. Returns the household.
create function accept_household_invite(token_hash text, at timestamptz default now()) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  joined uuid;
begin
  update household_invites i set accepted_at = accept_household_invite.at
  where i.token_hash = accept_household_invite.token_hash and i.accepted_at is null and i.expires_at > accept_household_invite.at
    and i.email = my_address()
  returning i.household_id into joined;
  if joined is null then
    raise exception using errcode = 'LF004', message = 'reference not found', detail = 'token';
  end if;
  insert into household_members (household_id, user_id) values (joined, me()) on conflict do nothing;
  return joined;
end $$;
--> statement-breakpoint

-- A grant to an address is its owner's, who may be known already or come later.
create function find_grantee() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.grantee_id := (select u.id from users u where u.email = new.email and u.email not like '%@no-email.invalid');
  return new;
end $$;
--> statement-breakpoint
create trigger find_grantee before insert on access_grants for each row when (new.email is not null) execute function find_grantee();
--> statement-breakpoint
create function claim_grants() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update access_grants g set grantee_id = new.id
  where g.email = new.email and g.grantee_id is null and g.grantor_id <> new.id;
  return null;
end $$;
--> statement-breakpoint
create trigger claim_grants after insert or update of email on users for each row
when (new.email not like '%@no-email.invalid') execute function claim_grants();
--> statement-breakpoint
-- Whether the caller owns a live row of this type (`task` of tasks) that its table's policy lets them share. Runs as the caller.
create function may_grant(entity_type text, entity_id uuid) returns boolean language plpgsql stable as $$
declare
  target record;
  found boolean;
begin
  select c.oid::regclass as name, exists (
    select from pg_attribute a where a.attrelid = c.oid and a.attname = 'deleted_at' and not a.attisdropped) as soft
  into target from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'events'
    and may_grant.entity_type = case
      when c.relname like '%ies' then regexp_replace(c.relname, 'ies$', 'y')
      when c.relname ~ '(ss|x|ch|sh|ias)es$' then regexp_replace(c.relname, 'es$', '')
      else regexp_replace(c.relname, 's$', '') end
    and exists (select from pg_attribute u where u.attrelid = c.oid and u.attname = 'user_id' and not u.attisdropped)
    and exists (
      select from pg_policy p where p.polrelid = c.oid and p.polcmd = 'r' and pg_get_expr(p.polqual, p.polrelid) like '%access_grants%');
  if target.name is null then return false; end if;
  execute format('select exists (select from %s t where t.id = $1 and t.user_id = me()%s)',
    target.name, case when target.soft then ' and t.deleted_at is null' else '' end)
  using entity_id into found;
  return found;
end $$;
--> statement-breakpoint
-- secure_tables() closes functions to everybody but does not take back what is granted to the application by name.
grant execute on function my_people(), household_of_invite(text, timestamptz), may_grant(text, uuid) to lifeos_app;
