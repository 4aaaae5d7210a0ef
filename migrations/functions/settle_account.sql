-- The balance of an account that no bank tells of is what it was opened with and what was posted since. That of a connected one is what the
-- bank says, and what its transactions do not explain is kept beside it. When a connection goes, the last word of the bank stays: what it
-- never explained was there before. All of them stay numbers that JSON holds exactly, except when a person is erased: that is never refused.
create or replace function settle_account() returns trigger language plpgsql as $$
declare
  most constant bigint := 9007199254740991;
  posted numeric;
  is_erasing constant boolean := coalesce(current_setting('lifeos.erasing', true), '') = 'yes';
begin
  if tg_op = 'INSERT' then
    new.posted_cents := 0;
    if new.connection_id is null then
      if new.opening_balance_cents = 0 then new.opening_balance_cents := new.balance_cents; end if;
      new.balance_cents := new.opening_balance_cents;
    end if;
  elsif new.connection_id is null and old.connection_id is not null then
    new.opening_balance_cents := new.balance_cents - new.posted_cents;
  elsif new.connection_id is null then
    posted := new.opening_balance_cents::numeric + new.posted_cents;
    if new.balance_cents is distinct from old.balance_cents and new.balance_cents <> posted then
      raise exception using errcode = 'LF005', message = 'the balance is kept',
        detail = '{"text": "The balance of this account follows from its transactions; reconcile it instead.", "code": "balance_is_kept", "params": {}}';
    end if;
    new.balance_cents := case when abs(posted) <= most or is_erasing then posted end;
  end if;
  new.unexplained_cents := new.balance_cents - new.opening_balance_cents - new.posted_cents;
  if new.balance_cents is null or not is_erasing and greatest(abs(new.balance_cents), abs(new.opening_balance_cents), abs(new.posted_cents), abs(new.unexplained_cents)) > most then
    raise exception using errcode = 'LF005', message = 'the balance is too large',
      detail = '{"text": "The balance of the account would be more than can be counted.", "code": "balance_too_large", "params": {}}';
  end if;
  return new;
end $$;
--> statement-breakpoint
create or replace trigger settle_account before insert or update on accounts for each row execute function settle_account();
