-- Keeps what a person's samples add up to on each day, in the statement that writes them, whoever's it is: a phone's, an import's, that of an
-- undo. Of the writers of a person one writes at a time, so that each sees what those before it have written; `samplesInTurn` of
-- health/metrics.ts takes the same lock earlier, where a writer decides by what is there.
create or replace function tally_metrics() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  -- Of more sources a person has no samples; health/metric-sources.ts says the same.
  most_sources constant int := 200;
  touched text;
  keys record;
begin
  -- What was set to what it is already changes no day, nor does the day itself, which is set below.
  touched := case tg_op
    when 'INSERT' then '(select 1 as sign, n.* from arrived n)'
    when 'DELETE' then '(select -1 as sign, o.* from gone o)'
    else '(
      select x.* from gone o join arrived n on n.id = o.id cross join lateral (select -1 as sign, o.* union all select 1, n.*) x
      where (o.user_id, o.dependent_id, o.metric_type, o.value, o.measured_at, o.ended_at, o.source, o.stage)
        is distinct from (n.user_id, n.dependent_id, n.metric_type, n.value, n.measured_at, n.ended_at, n.source, n.stage))' end;
  execute format($query$
    select pg_advisory_xact_lock(hashtextextended('metrics ' || p.user_id, 0)) from (select distinct t.user_id from %s t order by 1) p$query$, touched);

  execute format($query$
    insert into metric_source_counts as c (user_id, source, metric_type, samples, last_measured_at)
    select t.user_id, t.source, t.metric_type, sum(t.sign), coalesce(max(t.measured_at) filter (where t.sign > 0), '-infinity')
    from %s t join users u on u.id = t.user_id group by 1, 2, 3 order by 1, 2, 3
    on conflict (user_id, source, metric_type) do update
    set samples = c.samples + excluded.samples, last_measured_at = greatest(c.last_measured_at, excluded.last_measured_at)$query$, touched);
  if tg_op <> 'INSERT' then
    execute format($query$
      with less as (select t.user_id, t.source, t.metric_type, max(t.measured_at) as last from %s t where t.sign < 0 group by 1, 2, 3),
      gone as (
        delete from metric_source_counts c using less l
        where c.user_id = l.user_id and c.source = l.source and c.metric_type = l.metric_type and c.samples <= 0)
      update metric_source_counts c set last_measured_at = newest.measured_at from less l cross join lateral (
        select m.measured_at from health_metrics m
        where m.user_id = l.user_id and m.metric_type = l.metric_type and m.source = l.source order by m.measured_at desc limit 1) newest
      where c.user_id = l.user_id and c.source = l.source and c.metric_type = l.metric_type and l.last >= c.last_measured_at and c.samples > 0$query$, touched);
  end if;
  if tg_op = 'DELETE' then
    null;
  elsif exists (
    select from (select distinct n.user_id from arrived n) p
    where most_sources < (select count(distinct c.source) from metric_source_counts c where c.user_id = p.user_id)
  ) then
    raise exception using errcode = 'LF005', message = 'too many sources',
      detail = jsonb_build_object('text', format('No more than %s sources have samples.', most_sources),
        'code', 'too_many_sources', 'params', jsonb_build_object('max', most_sources))::text;
  end if;

  if tg_op = 'DELETE' then
    null;
  elsif exists (
    select from arrived n join users u on u.id = n.user_id where n.date <> metric_day(n.metric_type, n.measured_at, n.ended_at, u.timezone)
  ) then
    update health_metrics m set date = metric_day(m.metric_type, m.measured_at, m.ended_at, u.timezone), version = null
    from arrived n join users u on u.id = n.user_id
    where n.date <> metric_day(n.metric_type, n.measured_at, n.ended_at, u.timezone) and m.id = n.id;
  end if;

  for keys in execute format($query$
    select k.user_id, array_agg(k.dependent_id) as dependents, array_agg(k.metric_type) as types, array_agg(k.date) as dates from (
      select distinct s.user_id, s.dependent_id, s.metric_type, first.day + i as date from (
        -- Those of a day of UTC together: between the first and the last of them are all of their days.
        select t.user_id, t.dependent_id, t.metric_type, metric_rule(t.metric_type) as rule, u.timezone::text as zone,
          min(t.measured_at) as since, max(coalesce(t.ended_at, t.measured_at)) as until
        from %s t join users u on u.id = t.user_id
        group by t.user_id, t.dependent_id, t.metric_type, u.timezone, date_bin(interval '1 day', t.measured_at, timestamptz '2000-01-01 00:00:00+00')
      ) s
      -- A source has each minute in which it has a sample, and a sleep may change the days of others near it (see sleep_days).
      cross join lateral (select metric_day('', case s.rule when 'minutes' then date_bin(interval '1 minute', s.since, timestamptz '2000-01-01 00:00:00+00')
        when 'sleep' then s.since - interval '72 hours' else s.since end, null, s.zone) as day) first
      cross join lateral (select metric_day('', case s.rule
        when 'minutes' then date_bin(interval '1 minute', s.until, timestamptz '2000-01-01 00:00:00+00') + interval '59.999999 seconds'
        when 'sleep' then s.until + interval '72 hours' else s.until end, null, s.zone) as day) last
      cross join lateral generate_series(0, last.day - first.day) i
    ) k group by k.user_id$query$, touched)
  loop
    perform count_metric_days(keys.user_id, keys.dependents, keys.types, keys.dates);
  end loop;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger tally_metrics_new after insert on health_metrics referencing new table as arrived
for each statement execute function tally_metrics();
--> statement-breakpoint
create or replace trigger tally_metrics after update on health_metrics referencing old table as gone new table as arrived
for each statement execute function tally_metrics();
--> statement-breakpoint
create or replace trigger tally_metrics_gone after delete on health_metrics referencing old table as gone
for each statement execute function tally_metrics();
