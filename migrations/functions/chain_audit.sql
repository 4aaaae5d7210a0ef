-- Inserts of one user's entries are serialized and numbered under the lock, so that the order of the ids is the order of the
-- chain.
create or replace function chain_audit() returns trigger
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
create or replace trigger chain_audit before insert on audit_logs for each row execute function chain_audit();
