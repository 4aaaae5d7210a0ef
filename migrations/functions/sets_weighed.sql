-- The sets of a workout as rows. `load` is what was lifted once: the weight, and with the weight of the body what was added to it or taken
-- off; null where nobody knows it. `weight` is what was written.
create or replace function sets_weighed(sets jsonb, body_weight numeric)
returns table (exercise text, exercise_id text, times numeric, reps numeric, weight numeric, is_bodyweight boolean, load numeric,
  seconds numeric, metres numeric, is_warmup boolean)
language sql immutable parallel safe as $$
  select s ->> 'exercise', s ->> 'exerciseId', coalesce((s ->> 'sets')::numeric, 1), (s ->> 'reps')::numeric, w.weight, w.is_bodyweight,
    case when not w.is_bodyweight then (s ->> 'weightKg')::numeric when body_weight is not null then greatest(body_weight + w.weight, 0) end,
    (s ->> 'durationSeconds')::numeric, (s ->> 'distanceM')::numeric, coalesce(s ->> 'kind', '') = 'warmup'
  from jsonb_array_elements(sets) s, lateral (
    select coalesce((s ->> 'weightKg')::numeric, 0) - coalesce((s ->> 'assistedKg')::numeric, 0) as weight,
      coalesce((s ->> 'isBodyweight')::boolean, false) as is_bodyweight) w
$$;
--> statement-breakpoint
grant execute on function sets_weighed(jsonb, numeric) to lifeos_app;
