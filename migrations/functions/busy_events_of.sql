-- When the people of `busy_people_of` may be busy in a window of time, from which free-busy.ts finds when they are: no titles, nothing
-- that would say with what. Each kind of event is found by an index of its own and in one branch alone, so
-- that no row has to be looked up a second time to be found once.
create or replace function busy_events_of(household uuid, from_at timestamptz, to_at timestamptz)
returns table (id uuid, "userId" uuid, zone text, "startAt" timestamptz, "endAt" timestamptz, timezone text, "isAllDay" boolean, lasts text,
  status text, "isFree" boolean, "recurrenceRule" text, "recurrenceExdates" timestamptz[], "recurrenceRdates" timestamptz[],
  "recurrenceParentId" uuid, "recurrenceOriginalStart" timestamptz, "hasParent" boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select e.id, e.user_id, p.zone, e.start_at, e.end_at, e.timezone::text, e.is_all_day, e.lasts, e.status,
    e.transparency = 'transparent' or e.status = 'skipped' or e.attendees @> '[{"isSelf": true, "response": "declined"}]',
    e.recurrence_rule, e.recurrence_exdates, e.recurrence_rdates, e.recurrence_parent_id, e.recurrence_original_start,
    e.recurrence_parent_id is not null and coalesce((
      select true from calendar_events parent where parent.id = e.recurrence_parent_id and parent.deleted_at is null limit 1), false)
  from (select *, count(*) over () as of_all from busy_people_of(household)) p
  -- What somebody only reads (holidays, a club, a colleague) is not their time. Whether a calendar is shown does not matter.
  cross join lateral (select coalesce(array_agg(c.id), '{}') as ids from calendars c where c.user_id = p."userId" and c.is_read_only) seen
  cross join lateral (
    select one.* from (
      -- Events that happen once, up to a month long.
      select s.* from calendar_events s where s.user_id = p."userId" and s.deleted_at is null
        and s.start_at >= from_at - interval '32 days' and s.start_at < to_at + interval '1 day' and s.end_at >= from_at - interval '1 day'
        and (s.end_at - s.start_at > interval '31 days') is not true
        and (s.recurrence_rule is not null or s.recurrence_rdates <> '{}') is not true and s.recurrence_original_start is null
      -- Longer ones.
      union all select s.* from calendar_events s where s.user_id = p."userId" and s.deleted_at is null
        and s.end_at - s.start_at > interval '31 days' and s.start_at < to_at + interval '1 day' and s.end_at >= from_at - interval '1 day'
        and (s.recurrence_rule is not null or s.recurrence_rdates <> '{}') is not true and s.recurrence_original_start is null
      -- Series.
      union all select s.* from calendar_events s where s.user_id = p."userId" and s.deleted_at is null
        and (s.recurrence_rule is not null or s.recurrence_rdates <> '{}') and (s.start_at < to_at + interval '1 day' or s.recurrence_rdates <> '{}'
          -- One that begins later, of which an instance was moved there.
          or s.id in (
            select o.recurrence_parent_id from calendar_events o where o.user_id = p."userId" and o.deleted_at is null
              and o.recurrence_original_start >= to_at + interval '1 day' and o.start_at < to_at + interval '1 day' and o.end_at >= from_at - interval '1 day'))
      -- What replaces their instances: those of this time, and those that are of this time now.
      union all select s.* from calendar_events s where s.user_id = p."userId" and s.deleted_at is null and s.recurrence_original_start is not null
        and (s.recurrence_rule is not null or s.recurrence_rdates <> '{}') is not true
        and (s.recurrence_original_start >= from_at - interval '32 days' and s.recurrence_original_start < to_at + interval '1 day'
          or s.start_at < to_at + interval '1 day' and s.end_at >= from_at - interval '1 day'
          or s.recurrence_parent_id in (
            select l.id from calendar_events l where l.user_id = p."userId" and l.end_at - l.start_at > interval '31 days'))
    ) one where (one.calendar_id = any(seen.ids)) is not true
    -- One more than free-busy.ts looks through, by which it knows that there are more.
    limit least(10000, 50000 / p.of_all) + 1
  ) e
$$;
--> statement-breakpoint
grant execute on function busy_events_of(uuid, timestamptz, timestamptz) to lifeos_app;
