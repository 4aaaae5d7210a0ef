create or replace function cache_get(key text) returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  if not (starts_with(cache_get.key, 'weather:') or owns_cache_key(cache_get.key)) then
    raise exception using errcode = 'insufficient_privilege', message = 'the cache key belongs to somebody else';
  end if;
  return (select c.value from cache_entries c where c.key = cache_get.key and (c.expires_at is null or c.expires_at > now()));
end $$;
--> statement-breakpoint
grant execute on function cache_get(text) to lifeos_app;
