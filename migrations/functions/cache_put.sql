-- Without a time to live the value stays until it is deleted.
create or replace function cache_put(key text, value jsonb, ttl_seconds int) returns boolean
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
grant execute on function cache_put(text, jsonb, int) to lifeos_app;
