-- The splits of a transaction add up to it, and it is marked as split as long as it has some. Looked at when the writer commits, since the
-- old splits go before the new ones come. FOR SHARE waits for whoever changes the amount meanwhile, and lets nobody begin to; it runs as
-- the owner, because a lock needs the right to change the row, and because nothing may be left out of the sum.
create or replace function hold_splits() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  key constant text := case tg_table_name when 'transactions' then 'id' else 'transaction_id' end;
  held uuid;
  whole record;
  parts record;
begin
  for held in
    select distinct id from unnest(array[(to_jsonb(old) ->> key)::uuid, (to_jsonb(new) ->> key)::uuid]) id where id is not null
  loop
    select t.amount_cents, t.is_split into whole from transactions t where t.id = held for share;
    -- It was removed for good, and its splits with it.
    continue when not found;
    select count(*) as number, sum(s.amount_cents) as cents into parts from transaction_splits s where s.transaction_id = held;
    if whole.is_split <> (parts.number > 0) or parts.cents <> whole.amount_cents then
      raise exception using errcode = 'LF005', message = 'splits do not add up', column = 'splits',
        detail = '{"text": "The splits do not add up to the transaction.", "code": "splits_apart", "params": {}}';
    end if;
  end loop;
  return null;
end $$;
--> statement-breakpoint
drop trigger if exists hold_splits on transaction_splits;
--> statement-breakpoint
create constraint trigger hold_splits after insert or delete or update of transaction_id, amount_cents on transaction_splits
deferrable initially deferred for each row execute function hold_splits();
--> statement-breakpoint
drop trigger if exists hold_splits on transactions;
--> statement-breakpoint
create constraint trigger hold_splits after update of is_split on transactions
deferrable initially deferred for each row when (old.is_split is distinct from new.is_split) execute function hold_splits();
--> statement-breakpoint
drop trigger if exists hold_splits_new on transactions;
--> statement-breakpoint
create constraint trigger hold_splits_new after insert on transactions
deferrable initially deferred for each row when (new.is_split) execute function hold_splits();
--> statement-breakpoint
-- The amount of a split transaction is that of its splits. Looked at with the change, so that whoever makes it is told what is wrong; a
-- bank that posts another amount than it announced adds the difference first.
create or replace function hold_split_amount() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.amount_cents <> (select sum(s.amount_cents) from transaction_splits s where s.transaction_id = new.id) then
    raise exception using errcode = 'LF005', message = 'split into other amounts', column = 'amount_cents',
      detail = '{"text": "It is split into parts of another sum; remove the splits first.", "code": "split_amount", "params": {}}';
  end if;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger hold_split_amount after update of amount_cents on transactions for each row
when (new.is_split and new.amount_cents <> old.amount_cents) execute function hold_split_amount();
