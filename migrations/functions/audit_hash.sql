-- SHA-256 over the row as canonical JSON, including the hash of the previous row.
create or replace function audit_hash(entry audit_logs) returns text language sql stable set timezone = 'UTC' as $$
  select encode(sha256(convert_to((to_jsonb(entry) - 'hash')::text, 'UTF8')), 'hex')
$$;
