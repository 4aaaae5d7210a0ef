-- A transfer is seen from both of its sides: whichever of them is made to name the other, the other names it too. Runs as the caller, who
-- has to be allowed to change both.
create or replace function pair_transfer() returns trigger language plpgsql as $$
begin
  update transactions t set transfer_pair_id = new.id
  where t.id = new.transfer_pair_id and t.id <> new.id and t.transfer_pair_id is null and t.deleted_at is null;
  if not found and not exists (
    select from transactions t where t.id = new.transfer_pair_id and t.id <> new.id and t.transfer_pair_id = new.id and t.deleted_at is null)
  then
    raise exception using errcode = 'LF005', message = 'part of another transfer',
      detail = '{"text": "One of the two is part of another transfer already.", "code": "transfer_taken", "params": {}}';
  end if;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger pair_transfer_new after insert on transactions for each row
when (new.transfer_pair_id is not null) execute function pair_transfer();
--> statement-breakpoint
create or replace trigger pair_transfer after update on transactions for each row
when (new.transfer_pair_id is not null and new.transfer_pair_id is distinct from old.transfer_pair_id) execute function pair_transfer();
