-- Stores the rows that the effect of the speaker's own claim wrote.
create or replace function inbox_put(consumer text, event_id text, slot int, value jsonb) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  update consumer_inbox i set rows = i.rows || jsonb_build_object(inbox_put.slot::text, inbox_put.value)
  where i.consumer = inbox_put.consumer and i.event_id = inbox_put.event_id and i.user_id is not distinct from me();
  return found;
end $$;
--> statement-breakpoint
grant execute on function inbox_put(text, text, int, jsonb) to lifeos_app;
