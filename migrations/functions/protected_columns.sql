-- Columns of a table that the application may never read (`command` SELECT), choose (INSERT) or change (UPDATE).
create or replace function protected_columns(target regclass, command text) returns text[] language plpgsql stable as $$
declare
  name constant text := (select c.relname from pg_class c where c.oid = target);
  -- The address is the issuer's to say, and the service's to write; what somebody may do is the administrators'.
  always constant text[] := case name
    when 'users' then array['role', 'tier', 'auth_subject', 'email', 'email_verified_at', 'tokens_valid_from', 'changes_per_minute']
    when 'user_settings' then array['current_token_balance', 'tokens_exhausted_at']
    -- The sums are the database's own.
    when 'accounts' then array['posted_cents', 'unexplained_cents']
    else '{}'
  end;
  -- A row that belongs to a household stays in it; a row that belongs to a person may be shared and unshared.
  settled constant boolean := exists (
    select from pg_attribute h where h.attrelid = target and h.attname = 'household_id' and (h.attnotnull or not exists (
      select from pg_attribute u where u.attrelid = target and u.attname = 'user_id' and not u.attisdropped)));
begin
  return case command
    -- Previous values are visible to fewer people than the event (see previous_of); the origin of a request is for operators.
    when 'SELECT' then case name when 'events' then array['previous', 'ip', 'request_id'] else '{}' end
    when 'INSERT' then always
    when 'UPDATE' then always || array['id', 'user_id', 'created_at', 'created_by', 'actor_id', 'grantor_id']
      || case when settled then array['household_id'] else '{}' end
    else '{}'
  end;
end $$;
