-- How the samples of a type become one number; the same as `rule` in health/metric-types.ts, which says what each of them means.
create or replace function metric_rule(metric_type text) returns text language sql immutable parallel safe as $$
  select case
    when metric_type in ('steps', 'distance_m', 'cycling_distance_m', 'active_calories', 'basal_calories', 'water_ml', 'floors_climbed',
      'exercise_minutes', 'mindful_minutes') then 'minutes'
    when metric_type in ('unique_contacts_interacted', 'messages_sent') then 'sum'
    when metric_type = 'sleep_hours' then 'day'
    when metric_type = 'sleep' then 'sleep'
    else 'average'
  end
$$;
--> statement-breakpoint
grant execute on function metric_rule(text) to lifeos_app;
