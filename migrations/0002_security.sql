-- What the tables' policies need to hold: grants, forced row-level security, reference checks and the functions that may see
-- more than their caller. SQLSTATEs of the product: LF001 a replay (DETAIL: the rows of the first run by slot), LF002 an
-- idempotency key used with another body, LF003 limited (DETAIL: retryAfterSeconds, limit, remaining), LF004 a reference that
-- is not there or not the caller's (DETAIL: the column), LF005 a conflict with the state (DETAIL: which rule).

-- What is here can be made again, so losing it in a crash is better than writing it twice.
alter table cache_entries set unlogged;
--> statement-breakpoint
alter table rate_limits set unlogged;
--> statement-breakpoint
create index cache_entries_prefix on cache_entries (key text_pattern_ops);
--> statement-breakpoint

-- ── Who am I ───────────────────────────────────────────────────────────────────────────────────────────────────────────

create function me() returns uuid language sql stable as $$
  select nullif(current_setting('app.user_id', true), '')::uuid
$$;
--> statement-breakpoint
-- The people I share a household with, and myself: whom I may name in a row, and nobody else.
create function my_companions() returns uuid[] language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return array(
    select me()
    union
    select m.user_id from household_members m
    where m.household_id in (select mine.household_id from household_members mine where mine.user_id = me())
  );
end $$;
--> statement-breakpoint
-- Whoever shares a row names the other by an id that the other gave them, so this may be answered for any id.
create function person_exists(id uuid) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select from users u where u.id = person_exists.id and u.deleted_at is null)
$$;
--> statement-breakpoint
-- Lets a SELECT fail on purpose: `select raise_problem('LF005', 'stale') where …`.
create function raise_problem(code text, detail text) returns boolean language plpgsql as $$
begin
  if code !~ '^LF[0-9]{3}$' then
    raise exception 'raise_problem knows only the codes of the product, not %', code;
  end if;
  raise exception using errcode = code, message = 'problem ' || code, detail = coalesce(raise_problem.detail, '');
end $$;
--> statement-breakpoint

-- ── Effects that happen once ───────────────────────────────────────────────────────────────────────────────────────────

-- Claims an event for a consumer in the transaction of its effect. A concurrent duplicate waits for the first to end.
create function inbox_claim(consumer text, event_id text) returns boolean
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
create function inbox_put(consumer text, event_id text, slot int, value jsonb) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  update consumer_inbox i set rows = i.rows || jsonb_build_object(inbox_put.slot::text, inbox_put.value)
  where i.consumer = inbox_put.consumer and i.event_id = inbox_put.event_id;
  return found;
end $$;
--> statement-breakpoint
-- Claims an idempotency key for the caller in the transaction of its request; an expired one is taken over.
create function once_claim(key text, request_hash text, ttl interval default '24 hours') returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  before idempotency_keys;
begin
  if me() is null then
    raise exception using errcode = 'insufficient_privilege', message = 'an idempotency key belongs to a user';
  end if;
  insert into idempotency_keys as k (user_id, key, request_hash, attempt, rows, expires_at)
  values (me(), once_claim.key, once_claim.request_hash, uuidv7(), '{}', now() + ttl)
  on conflict (user_id, key) do update
    set request_hash = excluded.request_hash, attempt = excluded.attempt, rows = '{}',
      locked_until = null, expires_at = excluded.expires_at, created_at = now()
    where k.expires_at <= now();
  if found then return true; end if;
  select k.* into before from idempotency_keys k where k.user_id = me() and k.key = once_claim.key;
  if before.request_hash is distinct from once_claim.request_hash then
    raise exception using errcode = 'LF002', message = 'the idempotency key was used with another request';
  end if;
  raise exception using errcode = 'LF001', message = 'already processed', detail = coalesce(before.rows, '{}')::text;
end $$;
--> statement-breakpoint
create function once_put(key text, slot int, value jsonb) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  update idempotency_keys k set rows = coalesce(k.rows, '{}') || jsonb_build_object(once_put.slot::text, once_put.value)
  where k.user_id = me() and k.key = once_put.key;
  return found;
end $$;
--> statement-breakpoint
-- Takes one from a bucket that holds `max` per window; windows start at multiples of their length. Returns what remains.
create function rate_take(bucket text, max int, window_seconds int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  started timestamptz := date_bin(make_interval(secs => window_seconds), clock_timestamp(), 'epoch');
  taken int;
begin
  insert into rate_limits as r (bucket, window_start, count) values (rate_take.bucket, started, 1)
  on conflict (bucket, window_start) do update set count = r.count + 1
  returning r.count into taken;
  if taken <= max then return max - taken; end if;
  raise exception using errcode = 'LF003', message = 'limited', detail = jsonb_build_object(
    'retryAfterSeconds', greatest(1, ceil(extract(epoch from started - clock_timestamp()) + window_seconds)::int),
    'limit', max, 'remaining', 0)::text;
end $$;
--> statement-breakpoint

-- ── Cache ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

-- A key belongs to the caller when it says so: user:{me}:…, ai:{what}:{me}:…, agent:{a run of mine}:… The service owns all.
create function owns_cache_key(key text) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  mine text := me()::text;
begin
  if current_setting('role', true) = 'lifeos_service' then return true; end if;
  if mine is null then return false; end if;
  return starts_with(key, 'user:' || mine || ':')
    or key ~ ('^ai:[^:]+:' || mine || ':')
    or exists (select from agent_runs r where r.user_id = me() and starts_with(key, 'agent:' || r.id || ':')
      and r.id::text = split_part(key, ':', 2));
end $$;
--> statement-breakpoint
create function cache_get(key text) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  if not (starts_with(cache_get.key, 'weather:') or owns_cache_key(cache_get.key)) then
    raise exception using errcode = 'insufficient_privilege', message = 'the cache key belongs to somebody else';
  end if;
  return (select c.value from cache_entries c where c.key = cache_get.key and (c.expires_at is null or c.expires_at > now()));
end $$;
--> statement-breakpoint
-- Without a time to live the value stays until it is dropped.
create function cache_put(key text, value jsonb, ttl_seconds int) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  if not owns_cache_key(cache_put.key) then
    raise exception using errcode = 'insufficient_privilege', message = 'the cache key belongs to somebody else';
  end if;
  insert into cache_entries (key, value, expires_at)
  values (cache_put.key, cache_put.value, now() + make_interval(secs => ttl_seconds))
  on conflict (key) do update set value = excluded.value, expires_at = excluded.expires_at;
  return true;
end $$;
--> statement-breakpoint
create function cache_drop(key_prefix text) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  dropped int;
begin
  if not owns_cache_key(key_prefix) then
    raise exception using errcode = 'insufficient_privilege', message = 'the cache key belongs to somebody else';
  end if;
  delete from cache_entries c where c.key like regexp_replace(key_prefix, '([\\%_])', '\\\1', 'g') || '%';
  get diagnostics dropped = row_count;
  return dropped;
end $$;
--> statement-breakpoint

-- ── Households ─────────────────────────────────────────────────────────────────────────────────────────────────────────

create function found_household() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.created_by is not null then
    insert into household_members (household_id, user_id, role) values (new.id, new.created_by, 'admin');
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger found_household after insert on households for each row execute function found_household();
--> statement-breakpoint
-- The invitee is not a member yet and cannot see the invite: the hash of its token is the proof. Returns the household.
create function accept_household_invite(token_hash text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  joined uuid;
begin
  update household_invites i set accepted_at = now()
  where i.token_hash = accept_household_invite.token_hash and i.accepted_at is null and i.expires_at > now() and me() is not null
  returning i.household_id into joined;
  if joined is null then
    raise exception using errcode = 'LF004', message = 'reference not found', detail = 'token';
  end if;
  insert into household_members (household_id, user_id) values (joined, me()) on conflict do nothing;
  return joined;
end $$;
--> statement-breakpoint
-- The last admin can neither leave nor be demoted, as long as the household and the account exist.
create function keep_an_admin() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if old.role = 'admin' and (tg_op = 'DELETE' or new.role <> 'admin') then
    -- Two admins who leave at the same time take turns, so that the second sees the first gone.
    perform from households h where h.id = old.household_id for update;
    if found and exists (select from users u where u.id = old.user_id) and not exists (
      select from household_members m where m.household_id = old.household_id and m.role = 'admin' and m.id <> old.id
    ) then
      raise exception using errcode = 'LF005', message = 'a household needs an admin', detail = 'last_admin';
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
--> statement-breakpoint
create trigger keep_an_admin before update of role or delete on household_members for each row execute function keep_an_admin();
--> statement-breakpoint
-- Whoever leaves a household takes their rows along: every table that has an owner and may be shared.
create function unshare_rows() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  shared regclass;
begin
  for shared in
    select c.oid from pg_class c
    join pg_attribute h on h.attrelid = c.oid and h.attname = 'household_id' and not h.attnotnull
    join pg_attribute u on u.attrelid = c.oid and u.attname = 'user_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'refuse_change')
  loop
    execute format('update %s set household_id = null where household_id = $1 and user_id = $2', shared)
    using old.household_id, old.user_id;
  end loop;
  return null;
end $$;
--> statement-breakpoint
create trigger unshare_rows after delete on household_members for each row execute function unshare_rows();
--> statement-breakpoint
-- Only the owner decides with which household a row is shared; a member or grantee who may change it may not take it along.
create function keep_household() returns trigger language plpgsql as $$
begin
  if current_user = 'lifeos_app' and old.user_id is distinct from me() then
    raise exception using errcode = 'insufficient_privilege', message = 'only its owner may share a row', column = 'household_id';
  end if;
  return new;
end $$;
--> statement-breakpoint

-- ── Triggers that secure_tables() puts on every table they concern ─────────────────────────────────────────────────────

create function touch() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  return new;
end $$;
--> statement-breakpoint
-- Whatever a statement says about the version: every update raises it by one, so that no ETag can lie.
create function touch_version() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  new.version := old.version + 1;
  return new;
end $$;
--> statement-breakpoint
-- Refuses an edge (arguments: table, column it leaves from, column it leads to) that closes a circle. Edges of one table
-- take turns, because two that are harmless alone may close one together.
create function refuse_cycle() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  edge record;
  closed boolean;
begin
  perform pg_advisory_xact_lock(hashtextextended('cycle ' || tg_argv[0], 0));
  execute format('select ($1).%I as source, ($1).%I as target', tg_argv[1], tg_argv[2]) using new into edge;
  execute format(
    'with recursive reached(id) as (
       select $2 union select t.%3$I from %1$I t join reached on t.%2$I = reached.id where t.%3$I is not null
     ) select exists (select from reached where id = $1)', tg_argv[0], tg_argv[1], tg_argv[2])
  using edge.source, edge.target into closed;
  if closed then
    raise exception using errcode = 'LF005', message = 'the rows would form a circle', detail = 'cycle', column = tg_argv[2];
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger refuse_cycle after insert or update on task_dependencies for each row
execute function refuse_cycle('task_dependencies', 'task_id', 'blocked_by_task_id');
--> statement-breakpoint
-- What happened stays as it was; erasing a person is the one exception.
create function refuse_change() returns trigger language plpgsql as $$
begin
  if current_user = 'lifeos_definer' and current_setting('lifeos.erasing', true) = 'yes' then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  raise exception using errcode = 'insufficient_privilege', message = format('rows of %s are never changed', tg_table_name);
end $$;
--> statement-breakpoint
create trigger refuse_change before update or delete on events for each row execute function refuse_change();
--> statement-breakpoint
create trigger refuse_change before update or delete on audit_logs for each row execute function refuse_change();
--> statement-breakpoint
create function keep_balance() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into user_settings as s (user_id, current_token_balance) values (new.user_id, new.amount)
  on conflict (user_id) do update set current_token_balance = s.current_token_balance + excluded.current_token_balance;
  return null;
end $$;
--> statement-breakpoint
create trigger keep_balance after insert on token_ledger for each row execute function keep_balance();
--> statement-breakpoint

-- ── The audit chain ────────────────────────────────────────────────────────────────────────────────────────────────────

-- SHA-256 over the row as canonical JSON, including the hash of the row before it.
create function audit_hash(entry audit_logs) returns text language sql stable set timezone = 'UTC' as $$
  select encode(sha256(convert_to((to_jsonb(entry) - 'hash')::text, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
-- Entries of a user take turns and are numbered when it is theirs, so that the order of the ids is the order of the chain.
create function chain_audit() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('audit ' || coalesce(new.user_id::text, ''), 0));
  new.id := uuidv7();
  new.created_at := clock_timestamp();
  new.prev_hash := (
    select a.hash from audit_logs a where a.user_id is not distinct from new.user_id order by a.id desc limit 1
  );
  new.hash := audit_hash(new);
  return new;
end $$;
--> statement-breakpoint
create trigger chain_audit before insert on audit_logs for each row execute function chain_audit();
--> statement-breakpoint

-- ── Erasing a person ───────────────────────────────────────────────────────────────────────────────────────────────────

-- Removes everything a person owns and everything that identifies them in what stays, and leaves `account.erased`.
create function erase_person(person uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  trace constant text := '%' || person || '%';
  erased constant uuid := uuidv7();
  heir uuid;
  home uuid;
begin
  if not exists (select from users u where u.id = person) then return false; end if;
  perform set_config('lifeos.erasing', 'yes', true);
  -- A household goes with its last member; otherwise somebody who has been there longest takes over.
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
  -- What others did with this person: a grant given, a task assigned.
  update events e set payload = '{}', previous = null, entity_id = nullif(e.entity_id, person)
  where e.entity_id = person or e.payload::text like trace or e.previous::text like trace;
  update audit_logs a set
    user_id = null, actor_id = nullif(a.actor_id, person), entity_id = null, ip = null, user_agent = null, details = '{}'
  where a.user_id = person;
  update audit_logs a set actor_id = null, ip = null, user_agent = null where a.actor_id = person;
  update audit_logs a set details = '{}', entity_id = nullif(a.entity_id, person)
  where a.entity_id = person or a.details::text like trace;
  delete from consumer_inbox i where i.rows::text like trace;
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
--> statement-breakpoint

-- ── Tables that not every server can have ──────────────────────────────────────────────────────────────────────────────

-- Vectors need pgvector. Returns whether a table was added; running it again after pgvector was installed adds it then.
create function add_optional_tables() returns boolean language plpgsql as $$
begin
  if 'vector' = any(string_to_array(current_setting('lifeos.extensions', true), ','))
    and exists (select from pg_available_extensions where name = 'vector' and installed_version is null)
  then
    begin
      create extension vector with schema public;
    exception when insufficient_privilege then
      raise notice 'pgvector is available but % may not create it: search by meaning is off', current_user;
    end;
  end if;
  if to_regtype('public.vector') is null or to_regclass('public.embeddings') is not null then return false; end if;
  create table embeddings (
    id uuid primary key default uuidv7(),
    user_id uuid not null default me() references users on delete cascade,
    entity_type text not null,
    entity_id uuid not null,
    position int not null default 0,
    model text not null,
    embedding vector(1536) not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (entity_type, entity_id, position, model)
  );
  create index embeddings_user on embeddings (user_id, id desc);
  alter table embeddings enable row level security;
  create policy embeddings_read on embeddings for select to lifeos_app using (user_id = (select me()));
  create policy embeddings_insert on embeddings for insert to lifeos_app with check (user_id = (select me()));
  create policy embeddings_update on embeddings for update to lifeos_app
    using (user_id = (select me())) with check (user_id = (select me()));
  create policy embeddings_remove on embeddings for delete to lifeos_app using (user_id = (select me()));
  return true;
end $$;
--> statement-breakpoint

-- ── From policies to privileges ────────────────────────────────────────────────────────────────────────────────────────

-- Columns of a table that the application may never change (`command` UPDATE) or never choose (INSERT).
create function protected_columns(target regclass, command text) returns text[] language plpgsql stable as $$
declare
  name constant text := (select c.relname from pg_class c where c.oid = target);
  always constant text[] := case name
    when 'users' then array['role', 'tier', 'auth_subject']
    when 'user_settings' then array['current_token_balance']
    else '{}'
  end;
  -- A row that belongs to a household stays there; one that belongs to a person may be shared and unshared.
  settled constant boolean := exists (
    select from pg_attribute h where h.attrelid = target and h.attname = 'household_id' and (h.attnotnull or not exists (
      select from pg_attribute u where u.attrelid = target and u.attname = 'user_id' and not u.attisdropped)));
begin
  if command = 'INSERT' then return always; end if;
  return always || array['id', 'user_id', 'created_at', 'created_by', 'actor_id', 'grantor_id']
    || case when settled then array['household_id'] else '{}' end;
end $$;
--> statement-breakpoint
-- Brings privileges and triggers of every table in line with the catalog; safe to run at any time. The migration runner calls
-- it after every change.
create function secure_tables() returns void language plpgsql as $$
declare
  target record;
  command text;
  closed text[];
  open_columns text;
  open_functions constant text[] := array[
    'me', 'my_households', 'my_admin_households', 'my_companions', 'person_exists', 'raise_problem', 'inbox_claim', 'inbox_put',
    'once_claim', 'once_put', 'rate_take', 'cache_get', 'cache_put', 'cache_drop', 'accept_household_invite'];
begin
  grant usage on schema public to lifeos_app, lifeos_service;
  alter default privileges in schema public grant select, insert, update, delete on tables to lifeos_service, lifeos_definer;
  alter default privileges in schema public grant usage, select on sequences to lifeos_service, lifeos_definer;

  for target in
    select c.oid::regclass as name, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by c.relname
  loop
    if not target.relrowsecurity then
      raise exception using errcode = 'LF000', message = format(
        'The table %s has no row-level security: declare it with the helpers of kit/table, or enable it in its migration.', target.name);
    end if;
    if not target.relforcerowsecurity then
      execute format('alter table %s force row level security', target.name);
    end if;

    execute format('revoke all on table %s from public, lifeos_app', target.name);
    execute format('grant select, insert, update, delete on table %s to lifeos_service, lifeos_definer', target.name);
    for command in
      select distinct case p.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE' end
      from pg_policy p where p.polrelid = target.name and p.polroles @> array['lifeos_app'::regrole::oid] and p.polcmd <> '*'
    loop
      closed := case when command in ('INSERT', 'UPDATE') then protected_columns(target.name, command) else '{}' end;
      if closed = '{}' then
        execute format('grant %s on table %s to lifeos_app', command, target.name);
      else
        select string_agg(quote_ident(a.attname), ', ') into open_columns from pg_attribute a
        where a.attrelid = target.name and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attname <> all(closed);
        execute format('grant %s (%s) on table %s to lifeos_app', command, open_columns, target.name);
      end if;
    end loop;

    perform install_triggers(target.name);
  end loop;

  perform install_reference_checks();

  grant usage, select on all sequences in schema public to lifeos_service, lifeos_definer;
  perform close_functions(open_functions);
end $$;
--> statement-breakpoint
create function install_triggers(target regclass) returns void language plpgsql as $$
declare
  columns constant text[] := array(
    select a.attname from pg_attribute a where a.attrelid = target and a.attnum > 0 and not a.attisdropped);
  parent text;
begin
  if 'updated_at' = any(columns) then
    execute format('create or replace trigger touch before update on %s for each row execute function %s()',
      target, case when 'version' = any(columns) then 'touch_version' else 'touch' end);
  end if;
  if columns @> array['user_id', 'household_id'] and not exists (
    select from pg_attribute h where h.attrelid = target and h.attname = 'household_id' and h.attnotnull
  ) then
    execute format('create or replace trigger keep_household before update of household_id on %s for each row
      when (new.household_id is distinct from old.household_id) execute function keep_household()', target);
  end if;
  for parent in
    select a.attname from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.conrelid = target and k.confrelid = target and a.attname like 'parent%'
  loop
    execute format('create or replace trigger %I after update of %I on %s for each row
      when (new.%2$I is not null and new.%2$I is distinct from old.%2$I) execute function refuse_cycle(%4$L, %5$L, %2$L)',
      'refuse_cycle_' || parent, parent, target, target::text, 'id');
  end loop;
end $$;
--> statement-breakpoint
-- A foreign key is checked as the owner of its table and so tells a row that is not there from one that is not the caller's.
-- Before it comes to that, a function per key looks the row up as the caller and raises the same error for both.
create function install_reference_checks() returns void language plpgsql as $$
declare
  key record;
  name text;
  lookup text;
begin
  for key in
    select k.conrelid::regclass as source, a.attname as column, k.confrelid::regclass as target, t.relname as target_name,
      s.relname as source_name, b.attname as target_column,
      exists (select from pg_attribute d where d.attrelid = k.confrelid and d.attname = 'deleted_at' and not d.attisdropped) as soft
    from pg_constraint k
    join pg_class t on t.oid = k.confrelid and t.relrowsecurity
    join pg_class s on s.oid = k.conrelid and s.relnamespace = 'public'::regnamespace
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
    where k.contype = 'f' and cardinality(k.conkey) = 1
      -- The policies already say who the owner of a row may be.
      and a.attname not in ('user_id', 'grantor_id')
    order by s.relname, a.attname
  loop
    name := format('reference_%s_%s', key.source_name, key.column);
    lookup := format('exists (select from %s t where t.%I = new.%I%s)', key.target, key.target_column, key.column,
      case when key.soft then ' and t.deleted_at is null' else '' end);
    if key.target_name = 'users' then
      -- A person sees only their own account, but may name those they live with, and grant something to anybody.
      lookup := lookup || format(case when key.column = 'grantee_id' then ' or person_exists(new.%I)'
        else ' or new.%I = any(my_companions())' end, key.column);
    end if;
    execute format('create or replace function %I() returns trigger language plpgsql as $body$
      begin
        if %s then return new; end if;
        raise exception using errcode = %L, message = %L, detail = %L, column = %4$L, table = %5$L;
      end $body$', name, lookup, 'LF004', 'reference not found', key.column, key.source_name);
    execute format('create or replace trigger %I before insert on %s for each row
      when (new.%I is not null) execute function %I()', 'check_reference_' || key.column || '_new', key.source, key.column, name);
    execute format('create or replace trigger %I before update of %I on %s for each row
      when (new.%2$I is not null and new.%2$I is distinct from old.%2$I) execute function %4$I()',
      'check_reference_' || key.column, key.column, key.source, name);
  end loop;
end $$;
--> statement-breakpoint
-- Functions are closed to everybody but those named, and definer functions belong to the role that bypasses row-level
-- security: under FORCE, functions of the tables' owner would silently see and change nothing.
create function close_functions(open_to_app text[]) returns void language plpgsql as $$
declare
  function record;
begin
  for function in
    select p.oid::regprocedure as signature, p.proname, p.prosecdef, p.proowner from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  loop
    execute format('revoke all on function %s from public', function.signature);
    execute format('grant execute on function %s to lifeos_service, lifeos_definer', function.signature);
    if function.proname = any(open_to_app) then
      execute format('grant execute on function %s to lifeos_app', function.signature);
    end if;
    if function.prosecdef and function.proowner <> 'lifeos_definer'::regrole then
      execute format('alter function %s owner to lifeos_definer', function.signature);
    end if;
  end loop;
end $$;
