-- The instant of a local time in a zone: the first one for a time that occurs twice, where PostgreSQL alone would take the
-- second. A time that the clocks skip is interpreted with the offset before the change, as in RFC 5545.
create or replace function instant_of(reading timestamp, zone text) returns timestamptz language sql immutable strict parallel safe as $$
  select case when first at time zone zone = reading then first else reading at time zone zone end
  -- With the offset of a day earlier, which is the one before any change near the local time.
  from (select reading at time zone 'UTC' - ((reading at time zone 'UTC' - interval '1 day') at time zone zone - (reading - interval '1 day'))) as by_the_old(first)
$$;
--> statement-breakpoint
grant execute on function instant_of(timestamp, text) to lifeos_app;
