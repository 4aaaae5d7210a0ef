-- With how many contacts a person was in touch on each of these days of theirs, as measurements of the source `people`; none for a day without.
-- What is there already stays as it is.
create or replace function count_contact_days(whose uuid, days date[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  zone text := (select u.timezone from users u where u.id = whose);
begin
  if zone is null or cardinality(days) = 0 then return; end if;
  -- Of those who write a person's measurements one does at a time (see tally_metrics), and counts what those before it have written.
  perform pg_advisory_xact_lock(hashtextextended('metrics ' || whose, 0));
  delete from health_metrics m
  where m.user_id = whose and m.source = 'people' and m.metric_type = 'unique_contacts_interacted'
    and m.external_id = any(array(select d::text from unnest(days) d))
    and not exists (
      select from interactions i where i.user_id = whose and i.deleted_at is null
        and i.occurred_at >= (m.external_id::date::timestamp at time zone zone)
        and i.occurred_at < ((m.external_id::date + 1)::timestamp at time zone zone));
  insert into health_metrics as m (user_id, metric_type, value, unit, measured_at, date, source, external_id)
  select whose, 'unique_contacts_interacted', count(distinct i.contact_id), '{contacts}', (d.day + time '12:00') at time zone zone, d.day,
    'people', d.day::text
  from (select distinct day from unnest(days) day) d
  join interactions i on i.user_id = whose and i.deleted_at is null
    and i.occurred_at >= (d.day::timestamp at time zone zone) and i.occurred_at < ((d.day + 1)::timestamp at time zone zone)
  group by d.day
  on conflict (user_id, external_id, source, metric_type) do update
  set value = excluded.value, measured_at = excluded.measured_at, date = excluded.date
  where (m.value, m.measured_at) is distinct from (excluded.value, excluded.measured_at);
end $$;
