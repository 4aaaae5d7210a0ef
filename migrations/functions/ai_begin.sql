-- Begins a call of a model for a person, or says why there is none. It is for the service alone, since it takes the limits as it is told.
--
-- `asked`: `id` of the request, `capability`, `promptVersion`, `provider`, `model`, `pillars`, `sealed` (whether encrypted columns are in the
-- prompt), `tokens` (the most that it may take), `at` and `expiresAt` (until when they are held), `month` (`2026-03`), `limits` by tier
-- (`{"free": {"calls": 3, "tokens": 50000}}`, null without a limit), `prompt` (an envelope in base64), and `cacheKey` with `freshFrom`.
--
-- Whoever begins holds the person's settings until the end of the transaction, so that of those who begin at the same moment each sees what
-- those before have taken.
create or replace function ai_begin(person uuid, asked jsonb) returns jsonb language plpgsql as $$
declare
  settings user_settings;
  tier text;
  of_tier jsonb;
  moment constant timestamptz := asked ->> 'at';
  request constant uuid := asked ->> 'id';
  need constant bigint := asked ->> 'tokens';
  kept jsonb;
begin
  select u.tier into tier from users u where u.id = person and u.deleted_at is null;
  select s.* into settings from user_settings s where s.user_id = person for update;
  if tier is null or not coalesce(settings.ai_features_enabled, false) then return '{"why": "not_permitted"}'; end if;
  if exists (select from jsonb_array_elements_text(asked -> 'pillars') p(pillar) where p.pillar <> all(settings.ai_pillars))
    or (asked ->> 'sealed')::boolean and not settings.ai_sealed
  then return '{"why": "pillar_not_permitted"}'; end if;

  select c.value into kept from cache_entries c
  where c.key = asked ->> 'cacheKey' and (c.value ->> 'at')::timestamptz between (asked ->> 'freshFrom')::timestamptz and moment;
  if kept is not null then
    insert into ai_requests (id, user_id, capability, prompt_version, provider, model, latency_ms, cache_hit, outcome, created_at)
    values (request, person, asked ->> 'capability', (asked ->> 'promptVersion')::int, asked ->> 'provider', asked ->> 'model', 0, true, 'completed', moment);
    return jsonb_build_object('kept', kept -> 'sealed');
  end if;

  of_tier := asked -> 'limits' -> tier;
  if (of_tier ->> 'calls')::int <= ai_calls_since(person, moment - interval '1 hour') then return '{"why": "calls_used_up"}'; end if;

  perform release_tokens(person, moment);
  perform grant_month(person, tier, asked ->> 'month', (of_tier ->> 'tokens')::bigint);
  if of_tier ->> 'tokens' is not null
    and (select s.current_token_balance from user_settings s where s.user_id = person) < need
  then return '{"why": "tokens_used_up"}'; end if;

  insert into ai_reservations (id, user_id, capability, tokens, is_unlimited, expires_at, created_at)
  values (request, person, asked ->> 'capability', need, of_tier ->> 'tokens' is null, (asked ->> 'expiresAt')::timestamptz, moment);
  if of_tier ->> 'tokens' is not null then
    insert into token_ledger (user_id, amount, category, reference_type, reference_id, created_at)
    values (person, -need, 'llm_chat', 'reservation', request::text, moment);
  end if;
  insert into ai_prompts (id, user_id, prompt, created_at) values (request, person, decode(asked ->> 'prompt', 'base64'), moment);
  return '{}';
end $$;
--> statement-breakpoint
-- How many calls a person has made or makes since `since`. One that came to nothing and cost nothing is none.
create or replace function ai_calls_since(person uuid, since timestamptz) returns int language sql stable as $$
  select count(*)::int from ai_reservations r
  where r.user_id = person and r.created_at > since and (r.ended_at is null or r.used_tokens > 0)
$$;
