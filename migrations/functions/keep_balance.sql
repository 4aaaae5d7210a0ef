create or replace function keep_balance() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into user_settings as s (user_id, current_token_balance) values (new.user_id, new.amount)
  on conflict (user_id) do update set current_token_balance = s.current_token_balance + excluded.current_token_balance;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger keep_balance after insert on token_ledger for each row execute function keep_balance();
