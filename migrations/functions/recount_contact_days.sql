-- Counts all days of the caller anew (see count_contact_days), whose days are others in another time zone.
create or replace function recount_contact_days() returns void
language sql security definer set search_path = public, pg_temp as $$
  select count_contact_days(me(), array(
    select m.external_id::date from health_metrics m
    where m.user_id = me() and m.source = 'people' and m.metric_type = 'unique_contacts_interacted'
      and m.external_id ~ '^\d{4}-\d\d-\d\d$'
    union
    select (i.occurred_at at time zone u.timezone)::date from interactions i join users u on u.id = i.user_id
    where i.user_id = me() and i.deleted_at is null))
$$;
--> statement-breakpoint
grant execute on function recount_contact_days() to lifeos_app;
