-- Applies a settled booking: creates a lot for what comes in, and takes what goes out from opened lots first, then from those
-- that expire first.
create or replace function apply_pantry_booking() returns trigger language plpgsql as $$
declare
  lot record;
  moved record;
  part numeric;
  rest numeric := -new.quantity;
  opens constant boolean := new.reason in ('consume', 'cook');
begin
  if new.undoes_id is not null then
    for moved in
      select m.id, m.lot_id, m.delta, b.booked_at from pantry_movements m join pantry_bookings b on b.id = m.booking_id
      where m.booking_id = new.undoes_id order by m.id
    loop
      update pantry_lots l set quantity = l.quantity - moved.delta, opened_at = nullif(l.opened_at, moved.booked_at)
      where l.id = moved.lot_id;
      insert into pantry_movements (booking_id, pantry_item_id, lot_id, delta, reason, undoes_id, actor_id, source_event_id)
      values (new.id, new.pantry_item_id, moved.lot_id, -moved.delta, new.reason, moved.id, new.actor_id, new.source_event_id);
    end loop;
    return null;
  end if;

  if new.quantity > 0 then
    insert into pantry_lots (household_id, pantry_item_id, quantity, expiry_date, purchased_at, price_cents, currency)
    values (new.household_id, new.pantry_item_id, new.quantity, new.expiry_date, new.purchased_at, new.price_cents, new.currency)
    returning id into lot;
    insert into pantry_movements (booking_id, pantry_item_id, lot_id, delta, reason, actor_id, source_event_id)
    values (new.id, new.pantry_item_id, lot.id, new.quantity, new.reason, new.actor_id, new.source_event_id);
    return null;
  end if;

  for lot in
    select l.id, l.quantity from pantry_lots l
    where l.pantry_item_id = new.pantry_item_id and l.quantity > 0 and (new.lot_id is null or l.id = new.lot_id)
    order by l.opened_at is null, l.expiry_date nulls last, l.id
  loop
    part := least(lot.quantity, rest);
    rest := rest - part;
    update pantry_lots l set quantity = l.quantity - part,
      opened_at = case when opens and l.quantity > part then coalesce(l.opened_at, new.booked_at) else l.opened_at end
    where l.id = lot.id;
    insert into pantry_movements (booking_id, pantry_item_id, lot_id, delta, reason, actor_id, source_event_id)
    values (new.id, new.pantry_item_id, lot.id, -part, new.reason, new.actor_id, new.source_event_id);
    exit when rest = 0;
  end loop;
  if rest > 0 then
    raise exception 'booking % of the pantry took less than it says', new.id;
  end if;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger apply_pantry_booking after insert on pantry_bookings for each row execute function apply_pantry_booking();
