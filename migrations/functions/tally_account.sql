-- What is posted on each account: the sum of its transactions that are posted, not deleted and in its currency, whoever's they are. A
-- statement takes one update of an account, however many rows it changes, and accounts are locked in the order of their ids, so that two
-- statements never wait for each other. Any change of an account's sum goes through its row, so none is lost between two that happen at once.
create or replace function tally_account() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched uuid[];
  moved jsonb;
  held text;
begin
  if tg_op = 'INSERT' then
    select jsonb_agg(m), array_agg(m.account_id) into moved, touched from (
      select n.account_id, n.currency, coalesce(sum(n.amount_cents) filter (where n.status = 'posted' and n.deleted_at is null), 0) as cents
      from arrived n where n.account_id is not null group by 1, 2) m;
  elsif tg_op = 'DELETE' then
    select jsonb_agg(m), array_agg(m.account_id) into moved, touched from (
      select o.account_id, o.currency, -sum(o.amount_cents) as cents
      from gone o where o.account_id is not null and o.status = 'posted' and o.deleted_at is null group by 1, 2) m;
  else
    select jsonb_agg(m) filter (where m.cents <> 0), array_agg(m.account_id) into moved, touched from (
      select c.account_id, c.currency, sum(c.cents) as cents, bool_or(c.is_new) as is_new from (
        select o.account_id, o.currency, -o.amount_cents as cents, false as is_new from gone o
        where o.account_id is not null and o.status = 'posted' and o.deleted_at is null
        union all
        select n.account_id, n.currency, case when n.status = 'posted' and n.deleted_at is null then n.amount_cents else 0 end,
          n.account_id is distinct from o.account_id or n.currency <> o.currency
        from arrived n join gone o on o.id = n.id where n.account_id is not null
      ) c group by 1, 2) m
    where m.cents <> 0 or m.is_new;
  end if;
  if touched is null then return null; end if;
  perform from accounts a where a.id = any(touched) order by a.id for no key update;

  -- Only now does the currency of an account stay what it is.
  if tg_op = 'INSERT' then
    select a.currency into held from arrived n join accounts a on a.id = n.account_id where a.currency <> n.currency limit 1;
  elsif tg_op = 'UPDATE' then
    select a.currency into held from arrived n join gone o on o.id = n.id join accounts a on a.id = n.account_id
    where a.currency <> n.currency and (n.account_id is distinct from o.account_id or n.currency <> o.currency) limit 1;
  end if;
  if held is not null then
    raise exception using errcode = 'LF005', message = 'another currency',
      detail = jsonb_build_object('text', format('The account is kept in %s, and its transactions are too.', held),
        'code', 'other_currency_than_account', 'params', jsonb_build_object('currency', held))::text;
  end if;

  update accounts a set posted_cents = a.posted_cents + m.cents
  from jsonb_to_recordset(moved) m(account_id uuid, currency text, cents numeric)
  where a.id = m.account_id and a.currency = m.currency and m.cents <> 0;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger tally_account_new after insert on transactions referencing new table as arrived
for each statement execute function tally_account();
--> statement-breakpoint
create or replace trigger tally_account after update on transactions referencing old table as gone new table as arrived
for each statement execute function tally_account();
--> statement-breakpoint
create or replace trigger tally_account_gone after delete on transactions referencing old table as gone
for each statement execute function tally_account();
