-- Takes one from a bucket that holds `max` per window; windows start at multiples of their length. Returns the remainder. The
-- second part of a bucket's name is its owner, `mutations:{me}` or `api_key:{a key of mine}`, and nobody can take from another's.
-- A refusal includes the length of the window, because an API key may also have a daily limit.
create or replace function rate_take(bucket text, max int, window_seconds int) returns int
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  started timestamptz := date_bin(make_interval(secs => window_seconds), clock_timestamp(), 'epoch');
  whose constant text := split_part(bucket, ':', 2);
  taken int;
begin
  if current_setting('role', true) = 'lifeos_app' and whose is distinct from me()::text
    and not exists (select from api_keys k where k.user_id = me() and k.id::text = whose)
  then
    raise exception using errcode = 'insufficient_privilege', message = 'the bucket belongs to somebody else';
  end if;
  insert into rate_limits as r (bucket, window_start, count) values (rate_take.bucket, started, 1)
  on conflict (bucket, window_start) do update set count = r.count + 1
  returning r.count into taken;
  if taken <= max then return max - taken; end if;
  raise exception using errcode = 'LF003', message = 'limited', detail = jsonb_build_object(
    'retryAfterSeconds', greatest(1, ceil(extract(epoch from started - clock_timestamp()) + window_seconds)::int),
    'limit', max, 'remaining', 0, 'windowSeconds', window_seconds)::text;
end $$;
--> statement-breakpoint
grant execute on function rate_take(text, int, int) to lifeos_app;
