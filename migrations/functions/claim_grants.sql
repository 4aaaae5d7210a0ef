create or replace function claim_grants() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('address ' || new.email, 0));
  update access_grants g set grantee_id = new.id
  where g.email = new.email and g.grantee_id is null and g.grantor_id <> new.id;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger claim_grants after insert or update of email on users for each row
when (new.email not like '%@no-email.invalid') execute function claim_grants();
