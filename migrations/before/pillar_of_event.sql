-- The pillar of an event, even if the caller cannot see the event: a notification about it belongs to the same pillar. A
-- notification without an event belongs to the platform. The body is resolved when it runs, so a policy may refer to this before
-- the table exists.
create or replace function pillar_of_event(event_id uuid) returns text language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return coalesce((select split_part(e.source, '/', 2) from events e where e.id = event_id), 'platform');
end $$;
--> statement-breakpoint
grant execute on function pillar_of_event(uuid) to lifeos_app;
