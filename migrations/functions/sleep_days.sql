-- How many minutes a person slept on each of these days: the time in which any source says so, on the day of waking. A sleep of the evening,
-- which began within six hours of midnight and ended before it, belongs to the next day where it goes on within two hours, so that who
-- wakes up shortly before midnight has slept one night. `count` is the number of sleeps that more than two hours separate, and what else
-- there is, is of those. For a day, what is more than two days before or after it does not matter.
create or replace function sleep_days(person uuid, of_dependent uuid, zone text, days date[])
returns table (date date, sum numeric, min numeric, max numeric, avg numeric, count int)
language sql stable set search_path = public, pg_temp as $$
  select d.date, sum(s.minutes), min(s.minutes), max(s.minutes), avg(s.minutes), count(*)::int
  from unnest(days) d(date)
  cross join lateral (select metric_day_start(d.date, zone) - interval '48 hours' as since, metric_day_start(d.date + 1, zone) + interval '48 hours' as until) near
  cross join lateral (
    select round(sum(extract(epoch from o.ended - o.began)) / 60, 6) as minutes from (
      select n.*, count(*) filter (where n.is_after_break) over (order by n.began) as sleep from (
        select b.*, b.began > lag(b.ended) over (order by b.began) + interval '2 hours' as is_after_break from (
          select e.began, e.ended, max(e.day) over (partition by e.evening) as day from (
            select f.*, count(*) filter (where not f.goes_on) over (order by f.began) as evening from (
              select w.*, coalesce(lag(w.is_evening) over (order by w.began)
                and w.began <= lag(w.ended) over (order by w.began) + interval '2 hours', false) as goes_on
              from (
                select lower(span) as began, upper(span) as ended, t.day,
                  lower(span) >= metric_day_start(t.day + 1, zone) - interval '6 hours' as is_evening
                from (
                  select unnest(range_agg(tstzrange(m.measured_at, m.ended_at)) * tstzmultirange(tstzrange(near.since, near.until))) as span
                  from health_metrics m
                  where m.user_id = person and m.metric_type = 'sleep' and m.dependent_id is not distinct from of_dependent
                    and m.stage in ('asleep', 'light', 'deep', 'rem')
                    and m.measured_at >= near.since - interval '48 hours' and m.measured_at < near.until and m.ended_at > near.since
                ) asleep
                cross join lateral (select metric_day('sleep', upper(span), null, zone) as day) t
              ) w
            ) f
          ) e
        ) b where b.day = d.date
      ) n
    ) o group by o.sleep
  ) s
  group by d.date
$$;
--> statement-breakpoint
grant execute on function sleep_days(uuid, uuid, text, date[]) to lifeos_app;
