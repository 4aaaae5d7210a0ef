-- Claims an event for a consumer in the transaction of its effect. A concurrent duplicate waits for the first to end. A claim
-- belongs to its speaker (to the service without one): nobody else can take it, or read what was stored with it.
create or replace function inbox_claim(consumer text, event_id text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  before jsonb;
begin
  if me() is null and current_setting('role', true) = 'lifeos_app' then
    raise exception using errcode = 'insufficient_privilege', message = 'a claim belongs to a user';
  end if;
  insert into consumer_inbox (consumer, event_id, user_id) values (inbox_claim.consumer, inbox_claim.event_id, me())
  on conflict do nothing;
  if found then return true; end if;
  select i.rows into before from consumer_inbox i
  where i.consumer = inbox_claim.consumer and i.event_id = inbox_claim.event_id and i.user_id is not distinct from me();
  raise exception using errcode = 'LF001', message = 'already processed', detail = coalesce(before, '{}')::text;
end $$;
--> statement-breakpoint
grant execute on function inbox_claim(text, text) to lifeos_app;
