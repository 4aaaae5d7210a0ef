create or replace function cache_drop(key_prefix text) returns int
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
grant execute on function cache_drop(text) to lifeos_app;
