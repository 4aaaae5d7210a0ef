create or replace function revise_grantee() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform revise_access(array[old.grantee_id, new.grantee_id]);
  return null;
end $$;
--> statement-breakpoint
create or replace trigger revise_grantee after insert or delete or update of grantee_id on access_grants for each row
execute function revise_grantee();
