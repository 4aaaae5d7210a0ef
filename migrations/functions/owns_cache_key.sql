-- Whether a cache key belongs to the caller, by its prefix: user:{me}:…, ai:{what}:{me}:…, agent:{a run of mine}:… The service
-- owns all.
create or replace function owns_cache_key(key text) returns boolean
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
