-- The stock of a pantry. Whoever changes it inserts a booking; these triggers check it, make its lots and movements and keep
-- the totals of the item, so that the quantity of an item is the sum of its lots whatever anybody writes.
-- They run as the caller: row-level security decides whose pantry it is.

-- An item's stock and first expiry are those of its lots, and an item that has enough has not run low.
create function total_pantry_item() returns trigger language plpgsql as $$
begin
  select coalesce(sum(l.quantity), 0), min(l.expiry_date) filter (where l.quantity > 0)
  into new.qty_in_stock, new.expiry_date
  from pantry_lots l where l.pantry_item_id = new.id;
  if tg_op = 'UPDATE' and new.unit <> old.unit and new.qty_in_stock > 0 then
    raise exception using errcode = 'LF005', message = 'the unit is in use',
      detail = format('The stock is counted in %s; correct it to nothing before you change the unit.', old.unit);
  end if;
  if new.qty_in_stock >= new.qty_min then new.ran_low_at := null; end if;
  return new;
end $$;
--> statement-breakpoint
create trigger total_pantry_item before insert or update on pantry_items for each row execute function total_pantry_item();
--> statement-breakpoint
create function tally_pantry_lot() returns trigger language plpgsql as $$
begin
  update pantry_items set updated_at = now() where id in (old.pantry_item_id, new.pantry_item_id);
  return null;
end $$;
--> statement-breakpoint
create trigger tally_pantry_lot after insert or delete or update of quantity, expiry_date, pantry_item_id on pantry_lots
for each row execute function tally_pantry_lot();
--> statement-breakpoint
-- Settles what a booking takes before it is stored. Bookings of one item take turns, so what is there stays there.
create function settle_pantry_booking() returns trigger language plpgsql as $$
declare
  item pantry_items;
  undone pantry_bookings;
  available numeric;
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
      raise exception using errcode = 'LF005', message = 'an undo stays', detail = 'This took something back itself; book it anew instead.';
    elsif exists (select from pantry_bookings b where b.undoes_id = undone.id) then
      raise exception using errcode = 'LF005', message = 'undone already', detail = 'This was undone already.';
    elsif undone.unit <> item.unit then
      raise exception using errcode = 'LF005', message = 'another unit',
        detail = format('This was booked in %s and the item is counted in %s now.', undone.unit, item.unit);
    elsif exists (
      select from pantry_movements m join pantry_lots l on l.id = m.lot_id where m.booking_id = undone.id and l.quantity < m.delta
    ) then
      raise exception using errcode = 'LF005', message = 'used since', detail = 'Some of what came in has been used since.';
    end if;
    new.reason := 'undo';
    new.unit := undone.unit;
    new.quantity := -undone.quantity;
    return new;
  end if;

  if new.unit <> item.unit then
    raise exception using errcode = 'LF005', message = 'another unit', detail = format('The item is counted in %s now; try again.', item.unit);
  end if;
  if new.reason = 'correction' then
    new.quantity := new.counted - item.qty_in_stock;
  elsif new.quantity < 0 then
    select coalesce(sum(l.quantity), 0) into available from pantry_lots l
    where l.pantry_item_id = item.id and (new.lot_id is null or l.id = new.lot_id);
    if new.reason = 'cook' then
      new.quantity := -least(-new.quantity, available);
    elsif -new.quantity > available then
      raise exception using errcode = 'LF005', message = 'not enough',
        detail = format('There is only %s %s of it.', trim_scale(available), item.unit);
    end if;
  end if;
  -- What changes nothing is nothing to remember.
  if new.quantity = 0 then return null; end if;
  return new;
end $$;
--> statement-breakpoint
create trigger settle_pantry_booking before insert on pantry_bookings for each row execute function settle_pantry_booking();
--> statement-breakpoint
-- Does what a settled booking says: a lot for what comes, and for what goes the opened lots first, then those that expire first.
create function apply_pantry_booking() returns trigger language plpgsql as $$
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
create trigger apply_pantry_booking after insert on pantry_bookings for each row execute function apply_pantry_booking();
--> statement-breakpoint
-- Gives everything that names a vendor to another one of the same household, whoever of its members owns it; the first one's
-- names become spellings of the second. References are found in the catalog, so that a table of tomorrow is not forgotten.
-- Does nothing for a vendor that the caller may not change.
create function merge_vendor(source uuid, target uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  home uuid;
  key record;
begin
  select v.household_id into home from vendors v where v.id = source and v.household_id = any(my_households()) for update;
  if not found then return false; end if;
  if source = target or not exists (select from vendors v where v.id = target and v.household_id = home for update) then
    raise exception using errcode = 'LF004', message = 'reference not found', detail = 'into';
  end if;

  insert into vendor_aliases (vendor_id, pattern)
  select target, a.pattern from vendor_aliases a where a.vendor_id = source
  union select target, v.normalized_name from vendors v where v.id = source
  on conflict do nothing;
  delete from vendor_aliases a where a.vendor_id = source;

  for key in
    select k.conrelid::regclass as referrer, a.attname as column
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'vendors'::regclass and cardinality(k.conkey) = 1
  loop
    execute format('update %1$s set %2$I = $1 where %2$I = $2', key.referrer, key.column) using target, source;
  end loop;
  return true;
end $$;
--> statement-breakpoint
-- secure_tables() closes functions to everybody but does not take back what is granted to the application by name.
grant execute on function merge_vendor(uuid, uuid) to lifeos_app;
