-- The pillar that an event is of, whoever may see the event: a notification about it is of the same one. What tells about no event is
-- the platform's own. The body is resolved when it runs, so a policy may name this before the table exists.
create or replace function pillar_of_event(event_id uuid) returns text language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return coalesce((select split_part(e.source, '/', 2) from events e where e.id = event_id), 'platform');
end $$;
--> statement-breakpoint
grant execute on function pillar_of_event(uuid) to lifeos_app;
