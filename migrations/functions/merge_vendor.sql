-- Actions of rules, and what applications of rules have changed, also refer to vendors, without a foreign key.
create or replace function merge_vendor(source uuid, target uuid) returns boolean
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

  -- Of two rules that are proposed for a merchant and would then set the same vendor, the other one stays.
  delete from rule_proposals p where p.vendor_id = source and exists (
    select from rule_proposals o where o.user_id = p.user_id and o.merchant_key = p.merchant_key and o.vendor_id = target);

  for key in
    select k.conrelid::regclass as referrer, a.attname as column
    from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.confrelid = 'vendors'::regclass and cardinality(k.conkey) = 1
  loop
    execute format('update %1$s set %2$I = $1 where %2$I = $2', key.referrer, key.column) using target, source;
  end loop;
  update transaction_rules r set version = r.version + 1, actions = (
    select jsonb_agg(case when lower(one ->> 'vendorId') = source::text
      then jsonb_set(one, '{vendorId}', to_jsonb(target)) else one end order by n)
    from jsonb_array_elements(r.actions) with ordinality actions(one, n))
  where exists (select from jsonb_array_elements(r.actions) one where lower(one ->> 'vendorId') = source::text)
    and r.user_id in (select m.user_id from household_members m where m.household_id = home);
  -- An undo sets what was before where it still is as it was made, and both may be the vendor that goes.
  update rule_applications r set version = r.version + 1, changes = (
    select jsonb_agg(one || jsonb_build_object(
      'before', case when one -> 'before' ->> 'vendorId' = source::text
        then jsonb_set(one -> 'before', '{vendorId}', to_jsonb(target)) else one -> 'before' end,
      'after', case when one -> 'after' ->> 'vendorId' = source::text
        then jsonb_set(one -> 'after', '{vendorId}', to_jsonb(target)) else one -> 'after' end) order by n)
    from jsonb_array_elements(r.changes) with ordinality changes(one, n))
  where r.undone_at is null
    and (r.changes @> jsonb_build_array(jsonb_build_object('before', jsonb_build_object('vendorId', source)))
      or r.changes @> jsonb_build_array(jsonb_build_object('after', jsonb_build_object('vendorId', source))))
    and r.user_id in (select m.user_id from household_members m where m.household_id = home);
  return true;
end $$;
--> statement-breakpoint
grant execute on function merge_vendor(uuid, uuid) to lifeos_app;
