-- Calculates anew what the speaker's samples of these types add up to, for the newest `days` days before `before` (of all days unless given) of
-- which there are any; of the samples it says anew for which day they count. For what a new order of sources or another zone changes.
-- Yields the first of these days, before which there may be more, or null when there are none.
create or replace function recount_metrics(types text[], before date, days int) returns date
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  person constant uuid := me();
  zone text;
  first date;
  last date;
  since timestamptz;
  until timestamptz;
begin
  perform pg_advisory_xact_lock(hashtextextended('metrics ' || person, 0));
  select u.timezone into zone from users u where u.id = person;
  if zone is null then return null; end if;

  select max(d.date) into last from health_metric_days d
  where d.user_id = person and d.metric_type = any(types) and (before is null or d.date < before);
  -- What begins on a day has parts on two more, and may be of the night to the next.
  select greatest(last, max(newest.date) + 3) into last from unnest(types) t(type) cross join lateral (
    select least(metric_day('', m.measured_at, null, zone), date '9999-12-28') as date from health_metrics m
    where m.user_id = person and m.metric_type = t.type and (before is null or m.measured_at < metric_day_start(before, zone))
    order by m.measured_at desc limit 1) newest;
  if last is null then return null; end if;
  last := least(last, before - 1, date '9999-12-31');
  first := greatest(last - days + 1, date '0001-01-01');
  since := metric_day_start(first, zone) - interval '48 hours';
  until := metric_day_start(last + 1, zone) + interval '48 hours';

  update health_metrics m set date = metric_day(m.metric_type, m.measured_at, m.ended_at, zone), version = null
  where m.user_id = person and m.metric_type = any(types) and m.measured_at >= since and m.measured_at < until
    and m.date <> metric_day(m.metric_type, m.measured_at, m.ended_at, zone);

  perform count_metric_days(person, array_agg(k.dependent_id), array_agg(k.metric_type), array_agg(k.date)) from (
    select p.dependent_id, p.metric_type, first + i as date from (
      select m.dependent_id, m.metric_type from health_metrics m
      where m.user_id = person and m.metric_type = any(types) and m.measured_at >= since and m.measured_at < until
      union
      select d.dependent_id, d.metric_type from health_metric_days d
      where d.user_id = person and d.metric_type = any(types) and d.date between first and last
    ) p cross join generate_series(0, last - first) i
  ) k;
  return first;
end $$;
--> statement-breakpoint
grant execute on function recount_metrics(text[], date, int) to lifeos_app;
