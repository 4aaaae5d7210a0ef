-- What the samples of one type add up to between each two neighbours of `bounds`, by the rule of the type. Empty buckets are left out.
--
-- Where several sources have measured the same, each minute of UTC belongs to the first source in the person's order that has a sample
-- in it, and what others say of that minute is left out. What was measured over an interval is spread evenly over it: until an instant it
-- has come to the same share of its value, rounded to six decimals, and what falls between two instants is the difference, so that the
-- parts of an interval always add up to it. A part is what counts of one sample in a bucket; of those are the least, the most, the average
-- and the count. `zone` says what a day is where a source counts for days.
create or replace function metric_buckets(person uuid, of_dependent uuid, of_type text, zone text, bounds timestamptz[])
returns table (bucket int, sum numeric, min numeric, max numeric, avg numeric, count int)
language plpgsql stable set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  rule constant text := metric_rule(of_type);
  buckets constant int := cardinality(bounds) - 1;
  first constant timestamptz := bounds[1];
  last constant timestamptz := bounds[buckets + 1];
  minute constant interval := interval '1 minute';
  origin constant timestamptz := timestamptz '2000-01-01 00:00:00+00';
  since timestamptz;
  until timestamptz;
  of_all text[];
  of_this text[];
begin
  if rule in ('average', 'sum') then
    return query
      select width_bucket(m.measured_at, bounds), sum(m.value), min(m.value), max(m.value), avg(m.value), count(*)::int
      from health_metrics m
      where m.user_id = person and m.metric_type = of_type and m.dependent_id is not distinct from of_dependent
        and m.measured_at >= first and m.measured_at < last
      group by 1;
    return;
  end if;

  if rule = 'sleep' then
    return query
      select i, sum(part.minutes), min(part.minutes), max(part.minutes), avg(part.minutes), count(*)::int from (
        select unnest(range_agg(tstzrange(m.measured_at, m.ended_at)) * tstzmultirange(tstzrange(first, last))) as span
        from health_metrics m
        where m.user_id = person and m.metric_type = of_type and m.dependent_id is not distinct from of_dependent
          and m.stage in ('asleep', 'light', 'deep', 'rem')
          and m.measured_at >= first - interval '48 hours' and m.measured_at < last and m.ended_at > first
      ) asleep
      cross join lateral generate_series(width_bucket(lower(span), bounds), width_bucket(upper(span) - interval '1 microsecond', bounds)) i
      cross join lateral (
        select round(extract(epoch from least(upper(span), bounds[i + 1]) - greatest(lower(span), bounds[i])) / 60, 6) as minutes
      ) part
      group by i;
    return;
  end if;

  -- Whole minutes, or whole days: what is outside of the buckets may still keep another source out of what is inside.
  since := case when rule = 'day' then metric_day_start(metric_day(of_type, first, null, zone), zone) else date_bin(minute, first, origin) end;
  until := case when rule = 'day' then metric_day_start(metric_day(of_type, last - interval '1 microsecond', null, zone) + 1, zone)
    else date_bin(minute, last - interval '1 microsecond', origin) + minute end;
  select o.sources into of_this from metric_sources o where o.user_id = person and o.metric_type = of_type;
  select o.sources into of_all from metric_sources o where o.user_id = person and o.metric_type is null;

  return query
    with near as materialized (
      select m.source, m.value,
        case when rule = 'day' then coalesce(m.ended_at, m.measured_at) else m.measured_at end as began,
        case when rule = 'minutes' then m.ended_at end as ended
      from health_metrics m
      where m.user_id = person and m.metric_type = of_type and m.dependent_id is not distinct from of_dependent
        and m.measured_at >= since - interval '48 hours' and m.measured_at < until
        and (m.measured_at >= since or m.ended_at >= since)
    ), held as (
      select n.source, range_agg(case when rule = 'day'
        then tstzrange(metric_day_start(metric_day(of_type, n.began, null, zone), zone), metric_day_start(metric_day(of_type, n.began, null, zone) + 1, zone))
        else tstzrange(date_bin(minute, n.began, origin),
          case when n.ended = date_bin(minute, n.ended, origin) then n.ended else date_bin(minute, coalesce(n.ended, n.began), origin) + minute end)
        end) as spans
      from near n group by 1
    ), ranked as (
      -- Nobody has as many, and each is compared with all before it.
      select h.*, row_number() over () as place from (
        select * from held h order by array_position(of_this, h.source), array_position(of_all, h.source), metric_source_kind(h.source), h.source collate "C"
        limit 50) h
    ), counted as (
      select r.source, case when r.place = 1 then tstzmultirange(tstzrange(null, null))
        else r.spans - (range_agg(r.spans) over (order by r.place rows between unbounded preceding and 1 preceding)) end as spans
      from ranked r
    ), parts as (
      select width_bucket(n.began, bounds) as bucket, n.value from near n join counted c on c.source = n.source
      where n.ended is null and n.began >= first and n.began < last and c.spans @> n.began
      union all
      select width_bucket(n.began, bounds), n.value from near n join counted c on c.source = n.source
      where n.began >= first and n.ended <= last and c.spans @> tstzrange(n.began, n.ended)
        and width_bucket(n.began, bounds) = width_bucket(n.ended - interval '1 microsecond', bounds)
      union all
      select part.bucket, part.value from near n join counted c on c.source = n.source and c.spans && tstzrange(n.began, n.ended)
        and n.began < last and n.ended > first
      cross join lateral (
        select i as bucket, sum(upon.value - before.value) as value
        from unnest(c.spans * tstzmultirange(tstzrange(greatest(n.began, first), least(n.ended, last)))) span
        cross join lateral generate_series(width_bucket(lower(span), bounds), width_bucket(upper(span) - interval '1 microsecond', bounds)) i
        cross join lateral (select metric_share(n.value, n.began, n.ended, greatest(lower(span), bounds[i])) as value) before
        cross join lateral (select metric_share(n.value, n.began, n.ended, least(upper(span), bounds[i + 1])) as value) upon
        group by i
      ) part
      where not (n.began >= first and n.ended <= last and c.spans @> tstzrange(n.began, n.ended)
        and width_bucket(n.began, bounds) = width_bucket(n.ended - interval '1 microsecond', bounds))
    )
    select p.bucket, sum(p.value), min(p.value), max(p.value), avg(p.value), count(*)::int from parts p group by 1;
end $$;
--> statement-breakpoint
grant execute on function metric_buckets(uuid, uuid, text, text, timestamptz[]) to lifeos_app;
