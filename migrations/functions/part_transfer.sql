-- The other side of a transfer is free when this one names it no more, also where its person may not change it.
create or replace function part_transfer() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update transactions t set transfer_pair_id = null where t.id = old.transfer_pair_id and t.transfer_pair_id = old.id;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger part_transfer after update on transactions for each row
when (old.transfer_pair_id is not null and new.transfer_pair_id is distinct from old.transfer_pair_id) execute function part_transfer();
