-- Whether an event of the caller's is an import's own, or follows from one through nothing but consumers and workflows: what a person did
-- in between is the person's. An import's own events name it as their request, which only operators see of events.
create or replace function is_of_import(event uuid, import uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive above(id, origin, request_id, causation_id) as (
    select e.id, e.origin, e.request_id, e.causation_id from events e
    where e.id = $1 and (e.user_id = me() or e.actor_id = me())
    union
    select e.id, e.origin, e.request_id, e.causation_id from events e join above on e.id = above.causation_id
    where above.origin = 'workflow' and (e.user_id = me() or e.actor_id = me())
  )
  select exists (select from above where origin = 'import' and request_id = $2::text)
$$;
--> statement-breakpoint
grant execute on function is_of_import(uuid, uuid) to lifeos_app;
