-- Moves the references back that a merge has moved, as far as they still name what it was merged into, and brings back what it put aside.
-- The row that was merged has to be there again. What was added since stays where it is.
create or replace function take_back_merge(merge uuid) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  source uuid;
  target uuid;
  memory jsonb;
  part jsonb;
  columns text;
  refused uuid[];
begin
  select m.other_id, m.into_id, r.moved into source, target, memory
  from merges m join merge_memories r on r.merge_id = m.id
  where m.id = merge and m.user_id = me() and m.undone_at is not null and r.moved <> '{}'
  for update;
  if memory is null then return false; end if;

  for part in select p from jsonb_array_elements(memory -> 'rows') with ordinality rows(p, n) order by n desc loop
    continue when to_regclass(part ->> 'table') is null;
    refused := repoint((part ->> 'table')::regclass, part ->> 'key',
      array(select id::uuid from jsonb_array_elements_text(part -> 'ids') id), target, source);
  end loop;

  update import_rows r set entity_id = source, action = was.action from jsonb_each_text(memory -> 'imported') was(id, action)
  where r.id = was.id::uuid and r.entity_id = target and r.undo is null;

  for part in select p from jsonb_array_elements(memory -> 'dropped') with ordinality rows(p, n) order by n desc loop
    continue when to_regclass(part ->> 'table') is null;
    begin
      if part ? 'id' then
        execute format('update %s set deleted_at = null where id = $1 and deleted_at is not null', part ->> 'table') using (part ->> 'id')::uuid;
        continue;
      end if;
      select string_agg(quote_ident(a.attname), ', ') into columns from pg_attribute a
      where a.attrelid = (part ->> 'table')::regclass and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and part -> 'row' ? a.attname;
      execute format('insert into %1$s (%2$s) select %2$s from jsonb_populate_record(null::%1$s, $1)', part ->> 'table', columns) using part -> 'row';
      if part ->> 'into' is not null then
        update entity_links l set weight = greatest(0, l.weight - (part -> 'row' ->> 'weight')::numeric) where l.id = (part ->> 'into')::uuid;
      end if;
    -- What else it names is gone by now, or somebody has said the same anew.
    exception when foreign_key_violation or unique_violation or check_violation or sqlstate 'LF004' or sqlstate 'LF005' then null;
    end;
  end loop;
  update merge_memories r set moved = '{}' where r.merge_id = merge;
  return true;
end $$;
--> statement-breakpoint
grant execute on function take_back_merge(uuid) to lifeos_app;
