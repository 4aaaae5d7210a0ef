-- Claims an event for a consumer in the transaction of its effect. A concurrent duplicate waits for the first to end.
create or replace function inbox_claim(consumer text, event_id text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  before jsonb;
begin
  insert into consumer_inbox (consumer, event_id) values (inbox_claim.consumer, inbox_claim.event_id) on conflict do nothing;
  if found then return true; end if;
  select i.rows into before from consumer_inbox i
  where i.consumer = inbox_claim.consumer and i.event_id = inbox_claim.event_id;
  raise exception using errcode = 'LF001', message = 'already processed', detail = coalesce(before, '{}')::text;
end $$;
--> statement-breakpoint
grant execute on function inbox_claim(text, text) to lifeos_app;
