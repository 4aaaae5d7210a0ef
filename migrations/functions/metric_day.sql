-- The day of a sample in a zone, within the years 1 to 9999: a night belongs to the day of waking, anything else to that of its start.
create or replace function metric_day(metric_type text, measured_at timestamptz, ended_at timestamptz, zone text) returns date
language sql stable parallel safe as $$
  select least(greatest(
    (case when metric_type in ('sleep', 'sleep_hours') then coalesce(ended_at, measured_at) else measured_at end at time zone zone)::date,
    date '0001-01-01'), date '9999-12-31')
$$;
--> statement-breakpoint
grant execute on function metric_day(text, timestamptz, timestamptz, text) to lifeos_app;
