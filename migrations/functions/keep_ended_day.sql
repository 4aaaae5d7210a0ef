-- Counts the days of each account: from the day on which it is created, or restored. The last ended day stays when the time zone
-- changes: a person who flies west has ended it already, and for one who flies east the schedule reports the next.
create or replace function keep_ended_day() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.deleted_at is not null then
    delete from ended_days e where e.user_id = new.id;
  elsif tg_op = 'INSERT' or old.deleted_at is not null then
    insert into ended_days (user_id, timezone, day_start, day)
    values (new.id, new.timezone, coalesce((select s.day_start from user_settings s where s.user_id = new.id), '00:00'),
      (now() at time zone new.timezone)::date - 1)
    on conflict do nothing;
  else
    update ended_days e set timezone = new.timezone where e.user_id = new.id;
  end if;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger keep_ended_day after insert on users for each row execute function keep_ended_day();
--> statement-breakpoint
create or replace trigger follow_account after update of timezone, deleted_at on users for each row
when (new.timezone is distinct from old.timezone or new.deleted_at is distinct from old.deleted_at)
execute function keep_ended_day();
