-- Remembers that a transaction of the caller's and the one that it and that name each other are no transfer; yields whether there is one. That
-- is kept with the outflow, also where it is another person's, who may be out of the caller's sight by now.
create or replace function remember_no_transfer(transaction_id uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into transfer_proposals (outflow_id, inflow_id, status, decided_at)
  select pair.outflow_id, pair.inflow_id, 'dismissed', now() from (
    select case when t.amount_cents < 0 then t.id else o.id end as outflow_id, case when t.amount_cents < 0 then o.id else t.id end as inflow_id
    from transactions t join transactions o on o.id = t.transfer_pair_id and o.transfer_pair_id = t.id
    where t.id = $1 and t.user_id = me()) pair
  on conflict (outflow_id, inflow_id) do update set status = 'dismissed', decided_at = excluded.decided_at;
  return found;
end $$;
--> statement-breakpoint
grant execute on function remember_no_transfer(uuid) to lifeos_app;
