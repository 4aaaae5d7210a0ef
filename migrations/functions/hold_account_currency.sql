-- The currency of an account stays while a bank tells of it, and while it has transactions, whoever's they are, deleted ones included since
-- they can come back: what comes later would be in another currency, and be left out.
create or replace function hold_account_currency() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.connection_id is not null then
    raise exception using errcode = 'LF005', message = 'a bank keeps the currency',
      detail = jsonb_build_object('text', format('The bank keeps the account in %s.', old.currency),
        'code', 'currency_of_bank', 'params', jsonb_build_object('currency', old.currency))::text;
  end if;
  if exists (select from transactions t where t.account_id = new.id) then
    raise exception using errcode = 'LF005', message = 'the currency is in use',
      detail = jsonb_build_object('text', format('There are transactions in %s on the account.', old.currency),
        'code', 'currency_in_use', 'params', jsonb_build_object('currency', old.currency))::text;
  end if;
  return new;
end $$;
--> statement-breakpoint
create or replace trigger hold_account_currency before update of currency on accounts for each row
when (new.currency <> old.currency) execute function hold_account_currency();
