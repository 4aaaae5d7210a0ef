-- The currency of an account stays while it has transactions, whoever's they are, deleted ones included since they can come back.
create or replace function hold_account_currency() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
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
