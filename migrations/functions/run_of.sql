-- The workflow run that made an event, for whoever's row it was about and for whoever it acted for. It is the event's request, which for
-- all other events is for the operators.
create or replace function run_of(event_id uuid) returns text
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (
    select e.request_id from events e
    where e.id = event_id and e.origin = 'workflow' and (e.user_id = me() or e.actor_id = me()));
end $$;
--> statement-breakpoint
grant execute on function run_of(uuid) to lifeos_app;
