-- The instant at which the clocks of a zone show a reading: the first, when they show it twice. PostgreSQL alone takes the second.
-- What the clocks jump over is read by the offset before, as in RFC 5545.
create or replace function instant_of(reading timestamp, zone text) returns timestamptz language sql immutable strict parallel safe as $$
  select case when first at time zone zone = reading then first else reading at time zone zone end
  -- With the offset of a day before, which is that before any change that the reading is near.
  from (select reading at time zone 'UTC' - ((reading at time zone 'UTC' - interval '1 day') at time zone zone - (reading - interval '1 day'))) as by_the_old(first)
$$;
--> statement-breakpoint
grant execute on function instant_of(timestamp, text) to lifeos_app;
