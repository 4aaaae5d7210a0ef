-- When a day begins in a zone. The first and the last one that can be named have what is before and after them (see metric_day).
create or replace function metric_day_start(day date, zone text) returns timestamptz language sql stable parallel safe as $$
  select case
    when day <= date '0001-01-01' then timestamptz '0002-01-01 00:00:00+00 BC'
    when day > date '9999-12-31' then timestamptz '10001-01-01 00:00:00+00'
    else instant_of(day::timestamp, zone)
  end
$$;
--> statement-breakpoint
grant execute on function metric_day_start(date, text) to lifeos_app;
