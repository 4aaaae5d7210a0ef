-- The best of a completed workout in each exercise, and which of all workouts' bests are records: better than every one before it. The
-- workouts of a person take turns, so that each sees what those before it have written. Warm-ups count for nothing.
--
-- The estimated maximum for one repetition is Epley's, load × (1 + repetitions / 30), of sets with 2 to 12 repetitions, and of a single one
-- its load. Repetitions are compared at the same weight, as it was written.
--
-- What a workout has no longer is kept, dead, while an event says that it was a record: until the withdrawal is told.
create or replace function record_workout(done completed_workouts) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('records ' || done.user_id::text, 0));

  with weighed as (
    select coalesce(s.exercise_id, left(replace(btrim(folded(s.exercise)), ' ', '-'), 200)) as exercise_id, s.exercise, s.reps, s.weight,
      s.is_bodyweight, s.load, s.seconds, s.metres
    from sets_weighed(done.sets, done.body_weight_kg) s where not s.is_warmup and s.times > 0 and done.deleted_at is null
  ), candidates as (
    select w.*, k.kind, k.value, k.shown, k.kind = 'reps' and w.is_bodyweight as compared_body,
      case when k.kind = 'reps' then w.weight else 0 end as compared_at
    from weighed w, lateral (values
      ('weight', case when w.reps > 0 then w.load end, w.load),
      ('one_rep_max', case when w.reps = 1 then w.load when w.reps between 2 and 12 then round(w.load * (1 + w.reps / 30), 2) end, w.load),
      ('reps', w.reps, w.weight),
      ('duration', w.seconds, null),
      ('distance', w.metres, null)
    ) k (kind, value, shown)
    where k.value > 0
  ), bests as (
    select distinct on (exercise_id, kind, compared_body, compared_at) * from candidates
    order by exercise_id, kind, compared_body, compared_at, value desc, reps desc nulls last
  ), known as (
    update personal_records r set user_id = done.user_id, dependent_id = done.dependent_id, exercise = b.exercise, value = b.value,
      reps = b.reps, weight_kg = b.shown, achieved_at = done.completed_at, is_live = true
    from bests b
    where r.completed_workout_id = done.id and r.exercise_id = b.exercise_id and r.kind = b.kind and r.is_bodyweight = b.compared_body
      and r.compared_at_kg = b.compared_at
  ), lost as (
    update personal_records r set is_live = false
    where r.completed_workout_id = done.id and r.is_live and not exists (
      select from bests b where b.exercise_id = r.exercise_id and b.kind = r.kind and b.compared_body = r.is_bodyweight
        and b.compared_at = r.compared_at_kg)
  )
  insert into personal_records (user_id, dependent_id, completed_workout_id, exercise_id, exercise, kind, value, reps, weight_kg,
    is_bodyweight, compared_at_kg, achieved_at)
  select done.user_id, done.dependent_id, done.id, b.exercise_id, b.exercise, b.kind, b.value, b.reps, b.shown, b.compared_body, b.compared_at,
    done.completed_at
  from bests b
  -- A dependent who is deleted can be referred to by nothing done.
  where (done.dependent_id is null or exists (select from dependents d where d.id = done.dependent_id and d.deleted_at is null))
    and not exists (
      select from personal_records r where r.completed_workout_id = done.id and r.exercise_id = b.exercise_id and r.kind = b.kind
        and r.is_bodyweight = b.compared_body and r.compared_at_kg = b.compared_at);

  update personal_records r set is_record = c.is_record, is_current = c.is_current,
    previous_value = case when c.is_record then c.before end
  from (
    select b.id, b.before, b.is_live and (b.before is null or b.value > b.before) as is_record,
      b.is_live and (b.before is null or b.value > b.before) and b.value = b.most as is_current
    from (
      select o.id, o.value, o.is_live,
        max(o.value) filter (where o.is_live) over (same order by o.achieved_at, o.completed_workout_id
          rows between unbounded preceding and 1 preceding) as before,
        max(o.value) filter (where o.is_live) over (same) as most
      from personal_records o
      where o.user_id = done.user_id and exists (
        select from personal_records t where t.completed_workout_id = done.id and t.exercise_id = o.exercise_id and t.kind = o.kind
          and t.is_bodyweight = o.is_bodyweight and t.compared_at_kg = o.compared_at_kg)
      window same as (partition by o.dependent_id, o.exercise_id, o.kind, o.is_bodyweight, o.compared_at_kg)
    ) b
  ) c
  where r.id = c.id and (r.is_record, r.is_current, r.previous_value)
    is distinct from (c.is_record, c.is_current, case when c.is_record then c.before end);

  delete from personal_records r where r.completed_workout_id = done.id and not r.is_live and not r.is_told;
end $$;
