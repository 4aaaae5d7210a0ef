-- A transaction that is deleted is part of no transfer.
create or replace function leave_transfer() returns trigger language plpgsql as $$
begin
  new.transfer_pair_id := null;
  return new;
end $$;
--> statement-breakpoint
create or replace trigger leave_transfer before update on transactions for each row
when (new.deleted_at is not null and new.transfer_pair_id is not null) execute function leave_transfer();
