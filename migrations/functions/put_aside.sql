-- Takes rows out of a table and yields them, to be remembered. Rows that can come back, or that others refer to, stay as they are when
-- `is_final` is false: what they refer to is only marked as deleted, and they go and come back with it.
create or replace function put_aside(referrer regclass, ids uuid[], is_final boolean) returns jsonb language plpgsql as $$
declare
  stays constant boolean := not is_final and (
    exists (select from pg_attribute d where d.attrelid = referrer and d.attname = 'deleted_at' and not d.attisdropped)
    or exists (select from pg_constraint k where k.contype = 'f' and k.confrelid = referrer));
  gone jsonb := '[]';
begin
  if stays or cardinality(ids) = 0 then return gone; end if;
  execute format('with gone as (delete from %s where id = any($1) returning *)
    select coalesce(jsonb_agg(jsonb_build_object(''table'', $2, ''row'', to_jsonb(gone.*)) order by gone.id), ''[]'') from gone', referrer)
  using ids, referrer::text into gone;
  return gone;
end $$;
