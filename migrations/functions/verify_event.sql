-- A person may write an event for another only about a row that belongs to that owner and that the writer may change, because an
-- event's effects happen in its owner's name. Runs as the writer, after the change that the event is about, so that the policies
-- of the row's table decide: FOR KEY SHARE finds only rows that may be read and changed. The writer has just changed the row, so
-- the lock is already theirs. A row that was deleted for good cannot be checked any more: then the event may only be about the
-- deletion, and the policy of `events` requires that the two people are connected. A member is removed from a household by its
-- admin.
create or replace function verify_event() returns trigger language plpgsql as $$
declare
  about record;
  found boolean;
begin
  if current_user <> 'lifeos_app' then return null; end if;
  select c.oid::regclass as name, bool_or(a.attname = 'user_id') as owned, bool_or(a.attname = 'household_id') as shared,
    bool_or(a.attname = 'deleted_at') as marked
  into about
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.oid = table_of(new.entity_type) group by c.oid;
  if new.event_type = 'identity.household.left' then
    found := new.entity_id = new.household_id and new.household_id = any(my_admin_households());
  elsif new.action = 'deleted' and not about.marked then
    found := split_part(new.event_type, '.', 2) = new.entity_type and split_part(new.event_type, '.', 3) = 'deleted';
  elsif about.name is not null then
    execute format(
      'select true from %s t where t.id = $1 and %s and ($3 is null or %s) for key share', about.name,
      case when about.owned then 't.user_id = $2' else '$2 is not null' end,
      case when about.shared then 't.household_id = $3' else 'false' end)
    using new.entity_id, new.user_id, new.household_id into found;
  end if;
  if found then return null; end if;
  raise exception using errcode = 'insufficient_privilege', message = 'the event is about nothing of theirs that the actor may change';
end $$;
--> statement-breakpoint
create or replace trigger verify_event after insert on events for each row
when (new.user_id is distinct from new.actor_id) execute function verify_event();
