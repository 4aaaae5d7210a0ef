-- A transaction counts in the balance of its account, so only who may change the account puts one there, changes what it counts, or brings it
-- back; who is only shown it, or may not any more, does not. Whoever a transaction belongs to may still take it away.
-- Runs as the caller: the lock finds only rows that they may change. What runs for nobody, such as the erasure of a person, is not asked.
-- New transactions are looked at together: many come to one account.
create or replace function hold_account() returns trigger language plpgsql as $$
begin
  if me() is null then return new; end if;
  perform from accounts a where a.id = new.account_id for key share;
  if found then return new; end if;
  raise exception using errcode = 'insufficient_privilege', message = 'what may only be seen takes nothing in', column = 'account_id';
end $$;
--> statement-breakpoint
create or replace function hold_accounts() returns trigger language plpgsql as $$
declare
  named constant uuid[] := array(select distinct n.account_id from arrived n where n.account_id is not null);
  held int;
begin
  if me() is null then return null; end if;
  select count(*) into held from (select from accounts a where a.id = any(named) order by a.id for key share) changeable;
  if held = cardinality(named) then return null; end if;
  raise exception using errcode = 'insufficient_privilege', message = 'what may only be seen takes nothing in', column = 'account_id';
end $$;
--> statement-breakpoint
drop trigger if exists hold_account_new on transactions;
--> statement-breakpoint
create or replace trigger hold_accounts after insert on transactions referencing new table as arrived
for each statement execute function hold_accounts();
--> statement-breakpoint
create or replace trigger hold_account before update of account_id, amount_cents, currency, status, deleted_at on transactions for each row
when (new.account_id is not null and new.deleted_at is null and (new.account_id is distinct from old.account_id
  or new.amount_cents <> old.amount_cents or new.currency <> old.currency or new.status <> old.status or old.deleted_at is not null))
execute function hold_account();
