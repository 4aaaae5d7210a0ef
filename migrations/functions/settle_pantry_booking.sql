-- Calculates what a booking takes before it is stored. Bookings of one item are serialized, so the stock does not change
-- meanwhile.
create or replace function settle_pantry_booking() returns trigger language plpgsql as $$
declare
  item pantry_items;
  undone pantry_bookings;
  available numeric;
  -- Smaller amounts are rounding differences of conversions: people count in millionths.
  nothing constant numeric := 0.0000005;
begin
  select i.* into item from pantry_items i where i.id = new.pantry_item_id and i.deleted_at is null for update;
  if not found then
    raise exception using errcode = 'LF004', message = 'reference not found', detail = 'pantry_item_id';
  end if;
  new.household_id := item.household_id;

  if new.undoes_id is not null then
    select b.* into undone from pantry_bookings b where b.id = new.undoes_id and b.pantry_item_id = item.id;
    if not found then
      raise exception using errcode = 'LF004', message = 'reference not found', detail = 'undoes_id';
    elsif undone.reason = 'undo' then
      raise exception using errcode = 'LF005', message = 'an undo stays', detail = '{"text": "This took something back itself; book it anew instead.", "code": "undo_stays", "params": {}}';
    elsif exists (select from pantry_bookings b where b.undoes_id = undone.id) then
      raise exception using errcode = 'LF005', message = 'undone already', detail = '{"text": "This was undone already.", "code": "undone_already", "params": {}}';
    elsif undone.unit <> item.unit then
      raise exception using errcode = 'LF005', message = 'another unit',
        detail = jsonb_build_object('text', format('This was booked in %s and the item is counted in %s now.', undone.unit, item.unit), 'code', 'booked_in_other_unit', 'params', jsonb_build_object('booked', undone.unit, 'unit', item.unit))::text;
    elsif exists (
      select from pantry_movements m join pantry_lots l on l.id = m.lot_id where m.booking_id = undone.id and l.quantity < m.delta
    ) then
      raise exception using errcode = 'LF005', message = 'used since', detail = '{"text": "Some of what came in has been used since.", "code": "used_since", "params": {}}';
    end if;
    new.reason := 'undo';
    new.unit := undone.unit;
    new.quantity := -undone.quantity;
    return new;
  end if;

  if new.unit <> item.unit then
    raise exception using errcode = 'LF005', message = 'another unit',
      detail = jsonb_build_object('text', format('The item is counted in %s now; try again.', item.unit), 'code', 'other_unit_now', 'params', jsonb_build_object('unit', item.unit))::text;
  end if;
  if new.reason = 'correction' then
    new.quantity := new.counted - item.qty_in_stock;
    if abs(new.quantity) < nothing then new.quantity := 0; end if;
  elsif new.quantity < 0 then
    select coalesce(sum(l.quantity), 0) into available from pantry_lots l
    where l.pantry_item_id = item.id and (new.lot_id is null or l.id = new.lot_id);
    if available > 0 and abs(available + new.quantity) < nothing then
      new.quantity := -available;
    elsif new.reason = 'cook' then
      new.quantity := -least(-new.quantity, available);
    elsif -new.quantity > available then
      raise exception using errcode = 'LF005', message = 'not enough',
        detail = jsonb_build_object('text', format('There is only %s %s of it.', trim_scale(round(available, 6)), item.unit), 'code', 'not_enough', 'params', jsonb_build_object('available', trim_scale(round(available, 6)), 'unit', item.unit))::text;
    end if;
  end if;
  -- A booking without an effect is not stored.
  if new.quantity = 0 then return null; end if;
  return new;
end $$;
--> statement-breakpoint
create or replace trigger settle_pantry_booking before insert on pantry_bookings for each row execute function settle_pantry_booking();
