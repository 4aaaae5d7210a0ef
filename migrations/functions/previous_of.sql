-- The previous values of an event's fields, for the owner of the row and for the actor, who both knew them. People with whom the
-- row has been shared since, or by this very change, see the event without them.
create or replace function previous_of(event_id uuid) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select e.previous from events e where e.id = event_id and (e.user_id = me() or e.actor_id = me()));
end $$;
--> statement-breakpoint
grant execute on function previous_of(uuid) to lifeos_app;
