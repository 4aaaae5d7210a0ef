-- Keeps the records of a workout with it (see record_workout).
create or replace function keep_personal_records() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform record_workout(new);
  return null;
end $$;
--> statement-breakpoint
create or replace trigger keep_personal_records
after insert or update of sets, body_weight_kg, completed_at, dependent_id, deleted_at on completed_workouts
for each row execute function keep_personal_records();
