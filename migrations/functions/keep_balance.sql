-- The balance is what the entries come to. It is part of no answer that has a version, so it leaves the version as it is. Who is given
-- tokens or buys some may be told again when they are used up.
create or replace function keep_balance() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into user_settings as s (user_id, current_token_balance) values (new.user_id, new.amount)
  on conflict (user_id) do update set current_token_balance = s.current_token_balance + excluded.current_token_balance, version = null,
    tokens_exhausted_at = case when new.category in ('grant', 'purchase') and s.current_token_balance + excluded.current_token_balance > 0
      then null else s.tokens_exhausted_at end;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger keep_balance after insert on token_ledger for each row execute function keep_balance();
