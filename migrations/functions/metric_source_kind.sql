-- The usual place of a source by its name: what is worn knows more than the phone that is left on a table, and what somebody has written
-- by hand counts where nothing has measured. Other apps and devices, which measure one thing, are before the phone too.
create or replace function metric_source_kind(source text) returns int language sql immutable strict parallel safe as $$
  select case
    when source = 'manual' then 4
    when source ~* '(watch|\mring\M|\mband\M|oura|garmin|fitbit|whoop|polar|suunto|coros|amazfit)' then 1
    when source ~* '(phone|ipad|android|pixel|galaxy|google.?fit|apple.?health|health.?connect)' then 3
    else 2
  end
$$;
--> statement-breakpoint
grant execute on function metric_source_kind(text) to lifeos_app;
