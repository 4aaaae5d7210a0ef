-- When the people of `busy_people_of` may be busy in a window of time, from which free-busy.ts finds when they are: no titles, nothing
-- that would say with what. One row a person, because to hand over a field takes longer than to calculate with it: of the many events that
-- happen once two arrays of milliseconds, and of each other event a line. `count` is of all of them.
--
-- Each kind of event is found by an index of its own and in one branch alone, so that no row has to be looked up a second time to be found
-- once; what takes nothing from the index is asked by `cardinality`, since to compare arrays takes as long as all else of a row. Columns
-- are named, since to hand on the rest of a row takes as long as to read it. The plan does not depend on what is asked for, and to make it anew each time would take longer than to read a person's month.
create or replace function busy_times_of(household uuid, from_at timestamptz, to_at timestamptz)
returns table ("userId" uuid, count bigint, starts float8[], ends float8[], others text)
language sql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
  select p."userId", own.*
  from (select *, count(*) over () as of_all from busy_people_of(household)) p
  -- What somebody only reads (holidays, a club, a colleague) is not their time. Whether a calendar is shown does not matter.
  cross join lateral (select coalesce(array_agg(c.id), '{}') as ids from calendars c where c.user_id = p."userId" and c.is_read_only) seen
  cross join lateral (
    select count(*),
      array_agg(date_part('epoch', e.start_at) * 1000) filter (where e.is_plain and e.counts),
      array_agg(date_part('epoch', e.end_at) * 1000) filter (where e.is_plain and e.counts),
      string_agg(concat_ws('|', date_part('epoch', e.start_at) * 1000, date_part('epoch', e.end_at) * 1000,
        case when e.counts then 1 else 0 end + case when e.lasts = 'duration' then 2 else 0 end
          + case when e.recurrence_parent_id is not null and exists (
              select from calendar_events parent where parent.id = e.recurrence_parent_id and parent.deleted_at is null) then 4 else 0 end,
        e.id, coalesce(e.timezone, ''), coalesce(e.recurrence_rule, ''),
        -- What most have none of is not even empty.
        case when e.recurrence_parent_id is not null or e.has_dates then concat(
          e.recurrence_parent_id, '|', date_part('epoch', e.recurrence_original_start) * 1000, '|',
          case when cardinality(e.recurrence_exdates) > 0 then array(select date_part('epoch', m) * 1000 from unnest(e.recurrence_exdates) m) end, '|',
          case when cardinality(e.recurrence_rdates) > 0 then array(select date_part('epoch', m) * 1000 from unnest(e.recurrence_rdates) m) end) end),
        chr(10)) filter (where not e.is_plain)
    from (
      -- What is free is handed over as if it were cancelled: its changed instances still take the places of others.
      select one.*, cardinality(one.recurrence_exdates) + cardinality(one.recurrence_rdates) > 0 as has_dates,
        one.status not in ('cancelled', 'skipped') and one.transparency <> 'transparent'
          and not one.attendees @> '[{"isSelf": true, "response": "declined"}]' as counts,
        one.timezone is not null and one.recurrence_rule is null and one.recurrence_parent_id is null
          and cardinality(one.recurrence_exdates) + cardinality(one.recurrence_rdates) = 0 as is_plain
      from (
        -- Events that happen once, up to a day long.
        select s.id, s.start_at, s.end_at, s.timezone, s.recurrence_rule, s.recurrence_exdates, s.recurrence_rdates,
          s.recurrence_parent_id, s.recurrence_original_start, s.lasts, s.status, s.transparency, s.attendees
        from calendar_events s where s.user_id = p."userId" and s.deleted_at is null and (s.calendar_id = any(seen.ids)) is not true
          and s.start_at >= from_at - interval '2 days' and s.start_at < to_at + interval '1 day' and s.end_at >= from_at - interval '1 day'
          and s.recurrence_rule is null and cardinality(s.recurrence_rdates) = 0 and s.recurrence_original_start is null
          and (s.end_at - s.start_at > interval '1 day') is not true
        -- Longer ones.
        union all select s.id, s.start_at, s.end_at, s.timezone, s.recurrence_rule, s.recurrence_exdates, s.recurrence_rdates,
          s.recurrence_parent_id, s.recurrence_original_start, s.lasts, s.status, s.transparency, s.attendees
        from calendar_events s where s.user_id = p."userId" and s.deleted_at is null and (s.calendar_id = any(seen.ids)) is not true
          and s.end_at - s.start_at > interval '1 day' and s.start_at < to_at + interval '1 day' and s.end_at >= from_at - interval '1 day'
          and s.recurrence_rule is null and cardinality(s.recurrence_rdates) = 0 and s.recurrence_original_start is null
        -- Series.
        union all select s.id, s.start_at, s.end_at, s.timezone, s.recurrence_rule, s.recurrence_exdates, s.recurrence_rdates,
          s.recurrence_parent_id, s.recurrence_original_start, s.lasts, s.status, s.transparency, s.attendees
        from calendar_events s where s.user_id = p."userId" and s.deleted_at is null and (s.calendar_id = any(seen.ids)) is not true
          and (s.recurrence_rule is not null or s.recurrence_rdates <> '{}')
          and (s.start_at < to_at + interval '1 day' or cardinality(s.recurrence_rdates) > 0
            -- One that begins later, of which an instance was moved there.
            or s.id in (
              select o.recurrence_parent_id from calendar_events o where o.user_id = p."userId" and o.deleted_at is null
                and o.recurrence_original_start >= to_at + interval '1 day' and o.start_at < to_at + interval '1 day' and o.end_at >= from_at - interval '1 day'))
        -- What replaces their instances: those of this time, and those that are of this time now.
        union all select s.id, s.start_at, s.end_at, s.timezone, s.recurrence_rule, s.recurrence_exdates, s.recurrence_rdates,
          s.recurrence_parent_id, s.recurrence_original_start, s.lasts, s.status, s.transparency, s.attendees
        from calendar_events s where s.user_id = p."userId" and s.deleted_at is null and (s.calendar_id = any(seen.ids)) is not true and s.recurrence_original_start is not null
          and s.recurrence_rule is null and cardinality(s.recurrence_rdates) = 0
          and (s.recurrence_original_start >= from_at - interval '2 days' and s.recurrence_original_start < to_at + interval '1 day'
            or s.start_at < to_at + interval '1 day' and s.end_at >= from_at - interval '1 day'
            or s.recurrence_parent_id in (
              select l.id from calendar_events l where l.user_id = p."userId" and l.end_at - l.start_at > interval '1 day'))
      ) one
      limit least(10000, 50000 / p.of_all) + 1
    ) e
  ) own
$$;
--> statement-breakpoint
grant execute on function busy_times_of(uuid, timestamptz, timestamptz) to lifeos_app;
