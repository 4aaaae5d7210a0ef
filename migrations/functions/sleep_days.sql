-- How many minutes a person slept on each of these days: the time in which any source says so, on the day of waking. A sleep of the evening,
-- which began after 18:00 and ended before midnight, belongs to the next day where it goes on within two hours, so that who wakes up
-- shortly before midnight has slept one night. `count` is the number of sleeps that more than two hours separate, and what else
-- there is, is of those. For a day, what is more than two days before or after it does not matter.
create or replace function sleep_days(person uuid, of_dependent uuid, zone text, days date[])
returns table (date date, sum numeric, min numeric, max numeric, avg numeric, count int)
language plpgsql stable set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  one date;
  since timestamptz;
  until timestamptz;
begin
  foreach one in array days loop
    since := metric_day_start(one, zone) - interval '48 hours';
    until := metric_day_start(one + 1, zone) + interval '48 hours';
    return query
      with asleep as (
        select unnest(range_agg(tstzrange(m.measured_at, m.ended_at)) * tstzmultirange(tstzrange(since, until))) as span
        from health_metrics m
        where m.user_id = person and m.metric_type = 'sleep' and m.dependent_id is not distinct from of_dependent
          and m.stage in ('asleep', 'light', 'deep', 'rem')
          and m.measured_at >= since - interval '48 hours' and m.measured_at < until and m.ended_at > since
      ), dated as (
        select lower(a.span) as began, upper(a.span) as ended, t.day, (lower(a.span) at time zone zone) >= t.day::timestamp + interval '18 hours' as is_evening
        from asleep a cross join lateral (select metric_day('', upper(a.span), null, zone) as day) t
      ), linked as (
        select d.*, coalesce(lag(d.is_evening) over w and d.began <= lag(d.ended) over w + interval '2 hours', false) as goes_on
        from dated d window w as (order by d.began)
      ), evenings as (
        select l.*, count(*) filter (where not l.goes_on) over (order by l.began) as evening from linked l
      ), waking as (
        select e.began, e.ended, max(e.day) over (partition by e.evening) as day from evenings e
      ), apart as (
        select w.began, w.ended, w.began > lag(w.ended) over (order by w.began) + interval '2 hours' as is_apart from waking w where w.day = one
      ), sleeps as (
        select a.began, a.ended, count(*) filter (where a.is_apart) over (order by a.began) as sleep from apart a
      ), minutes as (
        select round(sum(extract(epoch from s.ended - s.began)) / 60, 6) as minutes from sleeps s group by s.sleep
      )
      select one, sum(m.minutes), min(m.minutes), max(m.minutes), avg(m.minutes), count(*)::int from minutes m having count(*) > 0;
  end loop;
end $$;
