-- Takes rows out of a table and yields what there is to remember of them. Where `is_final` is false, what they refer to is only marked as
-- deleted: then rows that can come back are marked as well, and others that something refers to stay as they are.
create or replace function put_aside(referrer regclass, ids uuid[], is_final boolean) returns jsonb language plpgsql as $$
declare
  comes_back constant boolean := exists (
    select from pg_attribute d where d.attrelid = referrer and d.attname = 'deleted_at' and not d.attisdropped);
  is_named constant boolean := exists (select from pg_constraint k where k.contype = 'f' and k.confrelid = referrer);
  gone jsonb := '[]';
begin
  if cardinality(ids) = 0 then return gone; end if;
  if not is_final and comes_back then
    execute format('with gone as (update %s set deleted_at = now() where id = any($1) and deleted_at is null returning id)
      select coalesce(jsonb_agg(jsonb_build_object(''table'', $2, ''id'', gone.id) order by gone.id), ''[]'') from gone', referrer)
    using ids, referrer::text into gone;
  elsif is_final or not is_named then
    execute format('with gone as (delete from %s where id = any($1) returning *)
      select coalesce(jsonb_agg(jsonb_build_object(''table'', $2, ''row'', to_jsonb(gone.*)) order by gone.id), ''[]'') from gone', referrer)
    using ids, referrer::text into gone;
  end if;
  return gone;
end $$;
