-- What was posted after each of these days, which are in order, on those of these accounts that the caller sees; and when the first of it
-- was. It counts as the balance does: whoever's the transactions are, since whoever sees an account sees its balance.
create or replace function posted_after(accounts uuid[], days date[])
returns table (account_id uuid, day date, cents numeric, first_date date)
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  return query
  with seen as materialized (
    select a.id, a.currency from accounts a
    where a.id = any(posted_after.accounts) and (a.user_id = me() or a.household_id = any(my_households()) or exists (
      select from access_grants g where g.entity_id = a.id and g.grantor_id = a.user_id and g.grantee_id = me()))
  ), sums as (
    -- The last of the days that is before the transaction's.
    select d.id, width_bucket(d.date - 1, posted_after.days) as place, sum(d.cents) as cents
    from (
      select s.id, t.date, sum(t.amount_cents) as cents from seen s join transactions t on t.account_id = s.id
      where t.status = 'posted' and t.deleted_at is null and t.currency = s.currency and t.date > posted_after.days[1]
      group by s.id, t.date
    ) d group by 1, 2
  )
  select s.id, p.day, coalesce(sum(m.cents) over (partition by s.id order by p.place desc), 0),
    (select min(t.date) from transactions t where t.account_id = s.id and t.status = 'posted' and t.deleted_at is null)
  from seen s cross join unnest(posted_after.days) with ordinality p(day, place)
  left join sums m on m.id = s.id and m.place = p.place;
end $$;
--> statement-breakpoint
grant execute on function posted_after(uuid[], date[]) to lifeos_app;
