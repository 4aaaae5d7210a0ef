-- Claims an idempotency key for the caller in the transaction of its request; an expired one is taken over.
create or replace function once_claim(key text, request_hash text, ttl interval default '24 hours') returns boolean
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
grant execute on function once_claim(text, text, interval) to lifeos_app;
