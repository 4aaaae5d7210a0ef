-- What fields were before an event, for whoever's row it was about and for whoever changed it: both knew. Those with whom the row
-- was shared since, or by this very change, read the event and not this.
create or replace function previous_of(event_id uuid) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return (select e.previous from events e where e.id = event_id and (e.user_id = me() or e.actor_id = me()));
end $$;
--> statement-breakpoint
grant execute on function previous_of(uuid) to lifeos_app;
