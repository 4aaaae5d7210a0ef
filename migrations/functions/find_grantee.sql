-- Serializes a grant to an address with the first sign-in of the person who has it: without the lock, neither of two simultaneous
-- ones would see the other, and the grant would wait for ever. The second one looks again, because each statement of a function
-- sees what was committed before it.
create or replace function find_grantee() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('address ' || new.email, 0));
  new.grantee_id := (select u.id from users u where u.email = new.email and u.email not like '%@no-email.invalid');
  return new;
end $$;
--> statement-breakpoint
create or replace trigger find_grantee before insert on access_grants for each row when (new.email is not null) execute function find_grantee();
