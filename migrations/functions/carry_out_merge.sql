-- Moves every reference to the other row of a merge to the one that it is merged into, and remembers what was moved. Both have to be the
-- caller's. References of whoever was granted the other row are moved, too, and so are the grants themselves. Of two rows that would say the
-- same, the one that stays is that of the row that stays, and of links the weights are added; a link between the two is put aside. Runs once.
create or replace function carry_out_merge(merge uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  person constant uuid := me();
  type_name text;
  source uuid;
  target uuid;
  kind regclass;
  owners int;
  is_final boolean;
  people uuid[];
  at record;
  ids uuid[];
  refused uuid[];
  imported jsonb;
  heavier jsonb;
  rows_moved jsonb := '[]';
  rows_dropped jsonb := '[]';
  n_moved int := 0;
  n_collapsed int := 0;
begin
  select m.noun, m.other_id, m.into_id into type_name, source, target
  from merges m join merge_memories r on r.merge_id = m.id
  where m.id = merge and m.user_id = person and m.undone_at is null and r.moved is null
  for update;
  if type_name is null then return false; end if;
  kind := table_of(type_name);
  execute format('select count(*) from %s t where t.id in ($1, $2) and t.user_id = $3', kind) using source, target, person into owners;
  if owners <> 2 then
    raise exception using errcode = 'LF004', message = 'reference not found', detail = 'other_id', column = 'other_id', table = 'merges';
  end if;
  is_final := not exists (select from pg_attribute d where d.attrelid = kind and d.attname = 'deleted_at' and not d.attisdropped);
  people := person || array(
    select g.grantee_id from access_grants g where g.entity_type = type_name and g.entity_id = source and g.grantor_id = person and g.grantee_id is not null);

  for at in
    select r.referrer, r.key, r.type_key, o.key as other_key, o.type_key as other_type_key
    from references_to(type_name) r join references_to(type_name) o on o.referrer = r.referrer and o.key = 'to_id' and o.type_key is not null
    where r.key = 'from_id' and r.type_key is not null
  loop
    execute format('select coalesce(array_agg(id order by id), ''{}'') from %s where user_id = any($4) and %I = $3 and %I = $3
      and %I in ($1, $2) and %I in ($1, $2) and $1 in (%4$I, %5$I)', at.referrer, at.type_key, at.other_type_key, at.key, at.other_key)
    using source, target, type_name, people into ids;
    rows_dropped := rows_dropped || put_aside(at.referrer, ids, true);
    n_collapsed := n_collapsed + cardinality(ids);
  end loop;

  for at in select * from references_to(type_name) loop
    execute format('select coalesce(array_agg(id order by id), ''{}'') from %s where %I = $1%s%s', at.referrer, at.key,
      case when at.type_key is null then '' else format(' and %I = $2', at.type_key) end,
      case when at.is_narrowed then ' and user_id = any($3)' else '' end)
    using source, type_name, people into ids;
    continue when cardinality(ids) = 0;
    refused := repoint(at.referrer, at.key, ids, source, target);
    if at.referrer = 'entity_links'::regclass then
      with added as (
        update entity_links l set weight = l.weight + r.weight from entity_links r
        where r.id = any(refused) and l.user_id = r.user_id and l.relation = r.relation and l.id <> r.id
          and l.from_type = r.from_type and l.from_id = case at.key when 'from_id' then target else r.from_id end
          and l.to_type = r.to_type and l.to_id = case at.key when 'to_id' then target else r.to_id end
        returning l.id as into_id, r.id)
      select jsonb_object_agg(added.id, added.into_id) into heavier from added;
      select rows_dropped || coalesce(jsonb_agg(one || jsonb_build_object('into', heavier -> (one -> 'row' ->> 'id'))), '[]') into rows_dropped
      from jsonb_array_elements(put_aside(at.referrer, refused, is_final or at.type_key is not null)) one;
    else
      rows_dropped := rows_dropped || put_aside(at.referrer, refused, is_final);
    end if;
    ids := array(select id from unnest(ids) id where id <> all(refused));
    rows_moved := rows_moved || jsonb_build_object('table', at.referrer::text, 'key', at.key, 'ids', to_jsonb(ids));
    n_moved := n_moved + cardinality(ids);
    n_collapsed := n_collapsed + cardinality(refused);
  end loop;

  -- What an import has created or changed, its undo would remove or change back. From now on it has only a link to what else there is.
  with linked as (
    update import_rows r set entity_id = target, action = 'linked'
    where r.user_id = person and r.entity_type = type_name and r.entity_id = source returning r.id, old.action)
  select jsonb_object_agg(linked.id, linked.action), count(*) + n_moved into imported, n_moved from linked;

  update merge_memories r set moved = jsonb_build_object('rows', rows_moved, 'dropped', rows_dropped, 'imported', coalesce(imported, '{}'))
  where r.merge_id = merge;
  update merges m set moved_count = n_moved, collapsed_count = n_collapsed, version = null where m.id = merge;
  return true;
end $$;
--> statement-breakpoint
grant execute on function carry_out_merge(uuid) to lifeos_app;
