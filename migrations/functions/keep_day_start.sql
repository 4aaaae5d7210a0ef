-- Copies the time at which a person's days begin to the row by which their days are ended.
create or replace function keep_day_start() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update ended_days e set day_start = new.day_start where e.user_id = new.user_id and e.day_start <> new.day_start;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger keep_day_start after insert or update of day_start on user_settings
for each row execute function keep_day_start();
