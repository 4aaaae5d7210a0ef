-- The volume load of a completed workout is Σ sets × repetitions × load, without warm-ups, rounded to kilograms. Where sets are of the weight
-- of the body and nobody said it, it is the last that was measured until then. The row is read as whoever writes it, so that nobody
-- learns the weight of another. What has no load for want of a weight is counted and adds nothing.
create or replace function weigh_workout() returns trigger language plpgsql as $$
declare
  zone text;
begin
  if new.body_weight_kg is null and new.sets @> '[{"isBodyweight": true}]' then
    select coalesce((select u.timezone from users u where u.id = new.user_id), 'UTC') into zone;
    select round(known.weight, 2) into new.body_weight_kg from (
      (select m.value as weight, m.measured_at as at from health_metrics m
        where m.user_id = new.user_id and m.dependent_id is not distinct from new.dependent_id and m.metric_type = 'weight_kg'
          and m.measured_at <= new.completed_at and m.value between 1 and 1000
        order by m.measured_at desc limit 1)
      union all
      (select m.value * u.kilograms, m.date::timestamp at time zone zone from measurements m
        join (values ('kg', 1), ('kgs', 1), ('lb', 0.45359237), ('lbs', 0.45359237)) u (unit, kilograms) on u.unit = lower(btrim(m.unit))
        where new.dependent_id is null and m.user_id = new.user_id and m.type = 'weight' and m.deleted_at is null
          and m.date <= (new.completed_at at time zone zone)::date and m.value * u.kilograms between 1 and 1000
        order by m.date desc, m.id desc limit 1)
    ) known order by known.at desc limit 1;
  end if;
  select least(coalesce(round(sum(s.times * s.reps * s.load)), 0), 2147483647),
    least(coalesce(sum(s.times) filter (where s.is_bodyweight and s.load is null and s.reps > 0), 0), 2147483647)
  into new.volume_load, new.unknown_load_sets
  from sets_weighed(new.sets, new.body_weight_kg) s where not s.is_warmup;
  return new;
end $$;
--> statement-breakpoint
create or replace trigger weigh_workout before insert or update of sets, body_weight_kg, volume_load on completed_workouts
for each row execute function weigh_workout();
