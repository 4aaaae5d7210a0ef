-- Writes what the samples of a person add up to on each of the given days, each of a type and perhaps a dependent. Only for who holds the lock of
-- the person's samples, in the transaction that has changed them. A day without any is deleted. Of the days of one type, neighbours are
-- calculated together.
create or replace function count_metric_days(person uuid, dependents uuid[], types text[], dates date[]) returns void
language plpgsql set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  -- More than one each second, of two sources.
  most constant int := 200000;
  zone constant text := (select u.timezone from users u where u.id = person);
  run record;
  most_of_it int;
begin
  -- The person is being deleted, and all of this with them.
  if zone is null then return; end if;
  for run in
    select g.dependent, g.type, array_agg(g.date order by g.date) as days from (
      select k.*, k.date - (row_number() over (partition by k.dependent, k.type order by k.date))::int as block
      from (select distinct * from unnest(dependents, types, dates) k(dependent, type, date)) k
    ) g group by g.dependent, g.type, g.block
  loop
    most_of_it := case run.type when 'sleep' then 5000 else most end;
    -- What is written to a day reads all of it, so a day has an end.
    if exists (
      select from unnest(run.days) d(date) where most_of_it < (
        select count(*) from (
          select from health_metrics m where m.user_id = person and m.metric_type = run.type
            and m.measured_at >= metric_day_start(d.date, zone) and m.measured_at < metric_day_start(d.date + 1, zone)
          limit most_of_it + 1) m)
    ) then
      raise exception using errcode = 'LF005', message = 'the day is full',
        detail = jsonb_build_object('text', format('No day has more than %s samples of %s.', most_of_it, run.type),
          'code', 'day_is_full', 'params', jsonb_build_object('max', most_of_it, 'metricType', run.type))::text;
    end if;

    with counts as materialized (
      select s.date, s.sum, s.min, s.max, s.avg, s.count from sleep_days(person, run.dependent, zone, run.days) s
      where run.type = 'sleep'
      union all
      select run.days[b.bucket], b.sum, b.min, b.max, b.avg, b.count
      from metric_buckets(person, run.dependent, run.type, zone,
        (select array_agg(metric_day_start(d.date, zone) order by d.date) from unnest(run.days || run.days[cardinality(run.days)] + 1) d(date))) b
      where run.type <> 'sleep'
    ), gone as (
      delete from health_metric_days d
      where d.user_id = person and d.metric_type = run.type and d.dependent_id is not distinct from run.dependent and d.date = any(run.days)
        and not exists (select from counts c where c.date = d.date)
    )
    insert into health_metric_days as d (user_id, dependent_id, metric_type, date, sum, min, max, avg, count)
    select person, run.dependent, run.type, c.date, c.sum, c.min, c.max, c.avg, c.count from counts c
    on conflict (user_id, dependent_id, metric_type, date) do update
    set sum = excluded.sum, min = excluded.min, max = excluded.max, avg = excluded.avg, count = excluded.count
    where (d.sum, d.min, d.max, d.avg, d.count) is distinct from (excluded.sum, excluded.min, excluded.max, excluded.avg, excluded.count);
  end loop;
end $$;
