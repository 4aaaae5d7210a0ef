-- A grant to an address is for the person who has it now: it moves with the address, and waits while nobody has it. The policies
-- use the grantee in the row, so the former holder loses access in the same statement that moves the address.
create or replace function claim_grants() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'UPDATE' and new.email = old.email then return null; end if;
  -- Concurrent grants to an address wait and then see its new holder (see find_grantee). Locked in a fixed order, because two
  -- people may swap addresses.
  perform pg_advisory_xact_lock(hashtextextended('address ' || address, 0)) from (
    select distinct a.address from unnest(array[case when tg_op = 'UPDATE' then old.email end, new.email]) a(address)
    where a.address not like '%@no-email.invalid' order by 1) addresses;
  if tg_op = 'UPDATE' then
    update access_grants g set grantee_id = null where g.email = old.email and g.email <> new.email and g.grantee_id = new.id;
  end if;
  if new.email not like '%@no-email.invalid' then
    update access_grants g set grantee_id = new.id
    where g.email = new.email and g.grantee_id is distinct from new.id and g.grantor_id <> new.id;
  end if;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger claim_grants after insert or update of email on users for each row execute function claim_grants();
