-- What a bank or a file has on an account is known again by that account, wherever its person moves it.
create or replace function note_source_account() returns trigger language plpgsql as $$
begin
  new.source_account_id := new.account_id;
  return new;
end $$;
--> statement-breakpoint
create or replace trigger note_source_account_new before insert on transactions for each row
when (new.source_account_id is null and (new.external_id is not null or new.import_hash is not null)) execute function note_source_account();
--> statement-breakpoint
create or replace trigger note_source_account before update of external_id, import_hash on transactions for each row
when (new.source_account_id is null and (new.external_id is not null or new.import_hash is not null)) execute function note_source_account();
