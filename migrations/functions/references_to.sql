-- Where rows of a type are referred to: by foreign keys of one column, and by pairs of columns such as `from_type` and `from_id`, which may
-- name a row of any table. Found in the catalogue, so that a table that somebody adds is among them. What nobody may change is a record of
-- what was, and is left out; so is what is made of the text of a row and goes with it, and import_rows, which carry_out_merge sees to itself.
-- `is_narrowed`: there is no index by which the rows are found, but they say whose they are.
create or replace function references_to(entity_type text)
returns table (referrer regclass, key text, type_key text, is_narrowed boolean) language sql stable as $$
  select k.conrelid::regclass, a.attname::text, null::text, false
  from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
  where k.contype = 'f' and k.confrelid = table_of(references_to.entity_type) and cardinality(k.conkey) = 1
  union all
  select c.oid::regclass, i.attname::text, t.attname::text,
    exists (select from pg_attribute u where u.attrelid = c.oid and u.attname = 'user_id' and not u.attisdropped)
      and not exists (select from pg_index x where x.indrelid = c.oid and x.indkey[0] = i.attnum and x.indpred is null)
  from pg_class c
  join pg_attribute t on t.attrelid = c.oid and t.atttypid = 'text'::regtype and not t.attisdropped and t.attname like '%\_type'
  join pg_attribute i on i.attrelid = c.oid and i.atttypid = 'uuid'::regtype and not i.attisdropped
    and i.attname = regexp_replace(t.attname, '_type$', '_id')
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and exists (select from pg_attribute d where d.attrelid = c.oid and d.attname = 'id' and not d.attisdropped)
    and exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd = 'w' and p.polroles @> array['lifeos_app'::regrole::oid])
    and c.relname not in ('embeddings', 'import_rows') and c.relname not like 'search\_%'
  order by 1, 2
$$;
