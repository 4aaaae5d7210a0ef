-- Ends a call that `ai_begin` has begun: gives back what it held, charges what it took, and records it. Only the first end of a call does
-- anything. One that ends when its time is over, and what it held was given back, is charged all the same, and may leave less than nothing.
-- Nobody is charged more than was held for them.
--
-- `ended`: `id`, `at`, `promptVersion`, `provider`, `model`, `promptTokens`, `completionTokens`, `costMicrousd`, `latencyMs`, `estimated`,
-- `outcome`, and `cache` (`key`, `value`, `seconds`) or null. Returns whether there is nothing left.
create or replace function ai_end(person uuid, ended jsonb) returns boolean language plpgsql as $$
declare
  held ai_reservations;
  moment constant timestamptz := ended ->> 'at';
  took constant bigint := (ended ->> 'promptTokens')::bigint + (ended ->> 'completionTokens')::bigint;
  charged bigint;
begin
  -- In the order of ai_begin, so that neither waits for the other.
  perform from user_settings s where s.user_id = person for update;
  select r.* into held from ai_reservations r where r.id = (ended ->> 'id')::uuid and r.user_id = person for update;
  if held.id is null or held.ended_at is not null then return false; end if;
  charged := least(took, held.tokens);
  if not held.is_unlimited and held.released_at is null then
    insert into token_ledger (user_id, amount, category, reference_type, reference_id, created_at)
    values (person, held.tokens, 'llm_chat', 'release', held.id::text, moment);
  end if;
  if charged > 0 then
    insert into token_ledger (user_id, amount, category, reference_type, reference_id, description, created_at)
    values (person, -charged, 'llm_chat', 'settlement', held.id::text, held.capability, moment);
    if held.is_unlimited then
      insert into token_ledger (user_id, amount, category, reference_type, reference_id, created_at)
      values (person, charged, 'grant', 'unlimited', held.id::text, moment);
    end if;
  end if;
  update ai_reservations r set ended_at = moment, released_at = coalesce(r.released_at, moment), used_tokens = charged where r.id = held.id;
  insert into ai_requests (id, user_id, capability, prompt_version, provider, model, prompt_tokens, completion_tokens, charged_tokens,
    cost_microusd, latency_ms, estimated, outcome, created_at)
  values (held.id, person, held.capability, (ended ->> 'promptVersion')::int, ended ->> 'provider', ended ->> 'model', (ended ->> 'promptTokens')::int,
    (ended ->> 'completionTokens')::int, charged, (ended ->> 'costMicrousd')::bigint, (ended ->> 'latencyMs')::int,
    (ended ->> 'estimated')::boolean, ended ->> 'outcome', moment);
  -- The version is Stripe's story and stays as it is: this count is part of no answer.
  update subscriptions s set ai_requests_this_period = s.ai_requests_this_period + 1, version = null
  where s.user_id = person and s.status not in ('canceled', 'incomplete_expired');
  if jsonb_typeof(ended -> 'cache') = 'object' then
    perform cache_put(ended -> 'cache' ->> 'key', ended -> 'cache' -> 'value', (ended -> 'cache' ->> 'seconds')::int);
  end if;
  return not held.is_unlimited and (select s.current_token_balance <= 0 from user_settings s where s.user_id = person);
end $$;
