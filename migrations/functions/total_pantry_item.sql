-- The stock of a pantry. It is changed by inserting a booking; these triggers check the booking, write its lots and movements and
-- maintain the totals of the item, so that the quantity of an item is always the sum of its lots. They run as the caller:
-- row-level security decides whose pantry it is.

-- The stock and the first expiry date of an item come from its lots, and an item with enough stock has not run low.
create or replace function total_pantry_item() returns trigger language plpgsql as $$
begin
  select coalesce(sum(l.quantity), 0), min(l.expiry_date) filter (where l.quantity > 0)
  into new.qty_in_stock, new.expiry_date
  from pantry_lots l where l.pantry_item_id = new.id;
  if tg_op = 'UPDATE' and new.unit <> old.unit and new.qty_in_stock > 0 then
    raise exception using errcode = 'LF005', message = 'the unit is in use',
      detail = jsonb_build_object('text', format('The stock is counted in %s; correct it to nothing before you change the unit.', old.unit), 'code', 'unit_in_use', 'params', jsonb_build_object('unit', old.unit))::text;
  end if;
  if new.qty_in_stock >= new.qty_min then new.ran_low_at := null; end if;
  return new;
end $$;
--> statement-breakpoint
create or replace trigger total_pantry_item before insert or update on pantry_items for each row execute function total_pantry_item();
