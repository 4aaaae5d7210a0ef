-- Only events of the same transaction, by the speaker, may be put into the outbox: nobody can make the bus repeat another's
-- event. Runs after the statement, because one statement writes the event and its row in the outbox. Events are looked up by nothing
-- but their ids: a plan made for a small table would go through all events of the speaker for each of them.
create or replace function verify_outbox() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if current_setting('role', true) = 'lifeos_app' and exists (
    select from queued q where (
      select e.actor_id = me() and e.xmin = pg_current_xact_id()::xid from events e where e.id = q.event_id) is not true)
  then
    raise exception using errcode = 'insufficient_privilege', message = 'only an event of this transaction can be put out';
  end if;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger verify_outbox after insert on outbox referencing new table as queued for each statement
execute function verify_outbox();
