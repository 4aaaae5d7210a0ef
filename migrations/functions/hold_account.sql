-- A transaction counts in the balance of its account, so only who may change the account puts one there; who is only shown it does not.
-- Runs as the caller: the lock finds only rows that they may change.
create or replace function hold_account() returns trigger language plpgsql as $$
begin
  perform from accounts a where a.id = new.account_id for key share;
  if found then return new; end if;
  raise exception using errcode = 'insufficient_privilege', message = 'what may only be seen takes nothing in', column = 'account_id';
end $$;
--> statement-breakpoint
create or replace trigger hold_account_new before insert on transactions for each row
when (new.account_id is not null) execute function hold_account();
--> statement-breakpoint
create or replace trigger hold_account before update of account_id on transactions for each row
when (new.account_id is not null and new.account_id is distinct from old.account_id) execute function hold_account();
