-- Keeps what interactions say elsewhere, in the statement that writes them, whoever's it is: when a contact was last in touch, and with how
-- many contacts a person was on each day. Of those who write about a contact one does at a time, and sees what those before it have written.
create or replace function keep_interactions() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  touched text;
  keys record;
begin
  -- Who deletes contacts has each look for interactions to be deleted with it: where there are none, nothing is planned.
  if tg_op = 'INSERT' then perform from arrived limit 1; else perform from gone limit 1; end if;
  if not found then return null; end if;
  touched := case tg_op
    when 'INSERT' then '(select n.* from arrived n)'
    when 'DELETE' then '(select o.* from gone o)'
    else '(
      select x.* from gone o join arrived n on n.id = o.id cross join lateral (select o.* union all select n.*) x
      where (o.user_id, o.contact_id, o.occurred_at, o.deleted_at) is distinct from (n.user_id, n.contact_id, n.occurred_at, n.deleted_at))' end;
  execute format('select from contacts c where c.id in (select t.contact_id from %s t) order by c.id for no key update', touched);
  -- A deleted contact keeps what it had, with which it comes back.
  execute format($query$
    update contacts c set last_interaction_at = l.at
    from (
      select k.id, (select max(i.occurred_at) from interactions i where i.contact_id = k.id and i.user_id = k.user_id and i.deleted_at is null) as at
      from contacts k where k.deleted_at is null and k.id in (select t.contact_id from %s t where t.user_id = k.user_id)
    ) l
    where c.id = l.id and c.last_interaction_at is distinct from l.at$query$, touched);
  for keys in execute format($query$
    select t.user_id, array_agg(distinct (t.occurred_at at time zone u.timezone)::date) as days
    from %s t join users u on u.id = t.user_id group by t.user_id order by t.user_id$query$, touched)
  loop
    perform count_contact_days(keys.user_id, keys.days);
  end loop;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger keep_interactions_new after insert on interactions referencing new table as arrived
for each statement execute function keep_interactions();
--> statement-breakpoint
create or replace trigger keep_interactions after update on interactions referencing old table as gone new table as arrived
for each statement execute function keep_interactions();
--> statement-breakpoint
create or replace trigger keep_interactions_gone after delete on interactions referencing old table as gone
for each statement execute function keep_interactions();
