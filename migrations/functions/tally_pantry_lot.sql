create or replace function tally_pantry_lot() returns trigger language plpgsql as $$
begin
  update pantry_items set updated_at = now() where id in (old.pantry_item_id, new.pantry_item_id);
  return null;
end $$;
--> statement-breakpoint
create or replace trigger tally_pantry_lot after insert or delete or update of quantity, expiry_date, pantry_item_id on pantry_lots
for each row execute function tally_pantry_lot();
