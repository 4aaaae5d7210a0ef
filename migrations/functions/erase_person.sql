-- Deletes everything that a person owns and everything that identifies them in other rows, and emits `account.erased`.
create or replace function erase_person(person uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  trace constant text := '%' || person || '%';
  erased constant uuid := uuidv7();
  heir uuid;
  home uuid;
begin
  if not exists (select from users u where u.id = person) then return false; end if;
  perform set_config('lifeos.erasing', 'yes', true);
  -- A household is deleted with its last member; otherwise the longest-standing member becomes its admin.
  for home in
    select m.household_id from household_members m where m.user_id = person order by m.household_id
  loop
    perform from households h where h.id = home for update;
    select m.id into heir from household_members m
    where m.household_id = home and m.user_id <> person order by m.role, m.id limit 1;
    if heir is null then
      delete from households h where h.id = home;
    else
      update household_members m set role = 'admin' where m.id = heir and m.role <> 'admin' and not exists (
        select from household_members a where a.household_id = home and a.role = 'admin' and a.user_id <> person);
    end if;
  end loop;
  update events e set
    user_id = null, household_id = null, actor_id = null, entity_id = null, correlation_id = null, causation_id = null,
    request_id = null, platform = null, client_version = null, ip = null, payload = '{}', previous = null
  where e.user_id = person;
  update events e set actor_id = null, request_id = null, platform = null, client_version = null, ip = null
  where e.actor_id = person;
  -- Events by others about this person: a grant that was given, a task that was assigned.
  update events e set payload = '{}', previous = null, entity_id = nullif(e.entity_id, person)
  where e.entity_id = person or e.payload::text like trace or e.previous::text like trace;
  update audit_logs a set
    user_id = null, actor_id = nullif(a.actor_id, person), entity_id = null, ip = null, user_agent = null, details = '{}'
  where a.user_id = person;
  update audit_logs a set actor_id = null, ip = null, user_agent = null where a.actor_id = person;
  update audit_logs a set details = '{}', entity_id = nullif(a.entity_id, person)
  where a.entity_id = person or a.details::text like trace;
  update system_config c set updated_by = null where c.updated_by = person;
  update system_config_history h set actor_id = null where h.actor_id = person;
  delete from consumer_inbox i where i.user_id = person or i.rows::text like trace;
  delete from dead_letters d where d.payload::text like trace;
  delete from webhook_deliveries w where w.payload::text like trace;
  delete from cache_entries c where c.key like trace or c.value::text like trace;
  delete from rate_limits r where r.bucket like trace;
  delete from users u where u.id = person;
  insert into events (id, event_type, source, entity_type, action, origin)
  values (erased, 'platform.account.erased', 'lifeos/platform', 'account', 'erased', 'workflow');
  insert into outbox (event_id) values (erased);
  perform set_config('lifeos.erasing', 'no', true);
  return true;
end $$;
