-- What takes the place of an instance is in the calendar of its series, which a member of the household who changes the instance
-- may not see. Runs as the owner, after the reference to the series was checked (triggers run in the order of their names).
create or replace function join_series() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  select s.calendar_id, s.connection_id into new.calendar_id, new.connection_id
  from calendar_events s where s.id = new.recurrence_parent_id;
  return new;
end $$;
--> statement-breakpoint
create or replace trigger join_series before insert on calendar_events for each row
when (new.recurrence_parent_id is not null and new.calendar_id is null) execute function join_series();
