-- A grant to an address and the first sign-in of whoever has it take turns: at the same instant neither saw the other, and the
-- grant waited for ever. Whoever comes second looks again, for each statement of a function sees what was committed before it.
create or replace function find_grantee() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('address ' || lower(new.email::text), 0));
  new.grantee_id := (select u.id from users u where u.email = new.email and u.email not like '%@no-email.invalid');
  return new;
end $$;
--> statement-breakpoint
create or replace function claim_grants() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('address ' || lower(new.email::text), 0));
  update access_grants g set grantee_id = new.id
  where g.email = new.email and g.grantee_id is null and g.grantor_id <> new.id;
  return null;
end $$;
