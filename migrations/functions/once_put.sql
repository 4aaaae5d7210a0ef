create or replace function once_put(key text, slot int, value jsonb) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
begin
  update idempotency_keys k set rows = coalesce(k.rows, '{}') || jsonb_build_object(once_put.slot::text, once_put.value)
  where k.user_id = me() and k.key = once_put.key;
  return found;
end $$;
--> statement-breakpoint
grant execute on function once_put(text, int, jsonb) to lifeos_app;
