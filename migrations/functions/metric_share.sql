-- How much of a value that was measured evenly from `began` to `ended` has come together at an instant between them, to six decimals, half of
-- the last one rounded up. At the end it is the value itself. Divided as whole numbers, so that nothing is rounded twice.
create or replace function metric_share(value numeric, began timestamptz, ended timestamptz, at timestamptz) returns numeric
language sql immutable strict parallel safe as $$
  select case when at >= ended then value
    else div(2000000 * value * extract(epoch from at - began) + extract(epoch from ended - began), 2 * extract(epoch from ended - began)) * 0.000001 end
$$;
--> statement-breakpoint
grant execute on function metric_share(numeric, timestamptz, timestamptz, timestamptz) to lifeos_app;
