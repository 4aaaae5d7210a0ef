-- Puts the triggers on every searched table (see searched_tables) that keep the search, each with a function of its own, whose statements
-- PostgreSQL plans once. What is new or says something else is marked in `search_stale`, to be read in by the consumer. What is deleted goes
-- from the search, and what is taken from a household is found no more by that, in the same transaction; one that gets it finds it once it has
-- been read in, when its words are counted for them, too. Each touches the mark of its row before its texts: whoever
-- reads rows in locks their marks, and writes no text of a row that has changed since (see put_search_texts).
create or replace function install_searched() returns void language plpgsql as $$
declare
  one record;
  old_one record;
begin
  for old_one in
    select t.tgname, t.tgrelid::regclass as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where t.tgname like 'keep_searched%' and not t.tgisinternal and not exists (
      select from searched_tables() s where c.relname = s.relation or c.relname = any(s.beside))
  loop
    execute format('drop trigger %I on %s', old_one.tgname, old_one.name);
  end loop;
  for one in
    select s.*, format('public.%I', s.relation)::regclass as target from searched_tables() s
    where to_regclass(format('public.%I', s.relation)) is not null
  loop
    perform install_searched_table(one.type, one.target, one.title, one.columns, one.tags, one.at);
    perform install_searched_beside(one.type, one.target, one.beside);
  end loop;
end $$;
--> statement-breakpoint
-- Whose a row `r` of the table is, as SQL: its user, the household whose members see it, and whether it is there. What is withheld from others
-- than its owner (see searched_withheld) is no household's.
create or replace function searched_owner(target regclass, out user_id text, out household_id text, out is_live text)
language plpgsql stable as $$
declare
  columns constant text[] := array(
    select a.attname from pg_attribute a where a.attrelid = target and a.attnum > 0 and not a.attisdropped);
begin
  user_id := case when 'user_id' = any(columns) then 'r.user_id' else 'null::uuid' end;
  household_id := case sharing_of(target) when 'never' then 'null::uuid'
    when 'marked' then 'case when r.is_shared then r.household_id end' else 'r.household_id' end;
  if household_id <> 'null::uuid' and searched_withheld(target) <> '' then
    household_id := format('case when %s then null else %s end', searched_withheld(target), household_id);
  end if;
  is_live := format('coalesce(%s, %s) is not null%s', user_id, household_id,
    case when 'deleted_at' = any(columns) then ' and r.deleted_at is null' else '' end);
end $$;
--> statement-breakpoint
-- When others than its owner do not get what a row `r` of the table holds, though they may see that it is there, as SQL; empty where they always
-- do. What a file says was read from bytes that others may not get, and they are not to find by search what they cannot read.
create or replace function searched_withheld(target regclass) returns text language sql stable as $withheld$
  select case when exists (select from pg_attribute a where a.attrelid = target and a.attname = 'for_others' and not a.attisdropped)
    then $sql$coalesce(r.for_others, 'nothing') = 'nothing'$sql$ else '' end
$withheld$;
--> statement-breakpoint
create or replace function install_searched_table(type text, target regclass, title text, columns text[], tags text, at text[])
returns void language plpgsql as $$
declare
  whose constant record := searched_owner(target);
  name constant text := (select relname from pg_class where oid = target);
  watched text;
begin
  select string_agg(format('old.%1$I is distinct from new.%1$I', a.attname), ' or ' order by a.attnum) into watched
  from pg_attribute a
  where a.attrelid = target and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attname = any(
    array['user_id', 'household_id', 'is_shared', 'for_others', 'deleted_at', title, tags] || columns || at);

  execute format($body$
    create or replace function %1$I() returns trigger language plpgsql security definer set search_path = public, pg_temp as $f$
    begin
      insert into search_stale as s (entity_type, entity_id, owner)
        select %2$L, r.id, coalesce(%3$s, %4$s) from added r where %5$s
        on conflict (entity_type, entity_id) do update set number = s.number + 1, owner = excluded.owner, created_at = least(s.created_at, now());
      return null;
    end $f$ $body$, 'keep_searched_new_' || name, type, whose.user_id, whose.household_id, whose.is_live);
  execute format('create or replace trigger keep_searched_new after insert on %s referencing new table as added
    for each statement execute function %I()', target, 'keep_searched_new_' || name);

  execute format($body$
    create or replace function %1$I() returns trigger language plpgsql security definer set search_path = public, pg_temp as $f$
    declare
      r record := new;
    begin
      if %5$s then
        insert into search_stale as s (entity_type, entity_id, owner) values (%2$L, r.id, coalesce(%3$s, %4$s))
          on conflict (entity_type, entity_id) do update set number = s.number + 1, owner = excluded.owner, created_at = least(s.created_at, now());
        update search_texts t set user_id = %3$s, household_id = case when t.household_id = %4$s then t.household_id end
          where t.entity_type = %2$L and t.entity_id = r.id
            and (t.user_id is distinct from %3$s or t.household_id is distinct from %4$s);
      else
        delete from search_stale s where s.entity_type = %2$L and s.entity_id = r.id;
        delete from search_texts t where t.entity_type = %2$L and t.entity_id = r.id;
      end if;
      return null;
    end $f$ $body$, 'keep_searched_changed_' || name, type, whose.user_id, whose.household_id, whose.is_live);
  execute format('create or replace trigger keep_searched_changed after update on %s
    for each row when (%s) execute function %I()', target, watched, 'keep_searched_changed_' || name);

  execute format($body$
    create or replace function %1$I() returns trigger language plpgsql security definer set search_path = public, pg_temp as $f$
    begin
      delete from search_stale s using removed r where s.entity_type = %2$L and s.entity_id = r.id;
      delete from search_texts t using removed r where t.entity_type = %2$L and t.entity_id = r.id;
      return null;
    end $f$ $body$, 'keep_searched_gone_' || name, type);
  execute format('create or replace trigger keep_searched_gone after delete on %s referencing old table as removed
    for each statement execute function %I()', target, 'keep_searched_gone_' || name);
end $$;
--> statement-breakpoint
-- What tables beside a searched one say of its rows: `beside` as in searched_tables.
create or replace function install_searched_beside(type text, target regclass, beside text[]) returns void language plpgsql as $$
declare
  whose constant record := searched_owner(target);
  name text;
begin
  for i in 1 .. coalesce(cardinality(beside), 0) by 3 loop
    continue when to_regclass(format('public.%I', beside[i])) is null;
    name := format('keep_searched_beside_%s', beside[i]);
    execute format($body$
      create or replace function %1$I() returns trigger language plpgsql security definer set search_path = public, pg_temp as $f$
      begin
        insert into search_stale as s (entity_type, entity_id, owner)
          select %2$L, r.id, coalesce(%3$s, %4$s) from %5$s r
          where r.id = case when tg_op = 'DELETE' then old.%6$I else new.%6$I end and %7$s
          on conflict (entity_type, entity_id) do update set number = s.number + 1, owner = excluded.owner, created_at = least(s.created_at, now());
        return null;
      end $f$ $body$, name, type, whose.user_id, whose.household_id, target, beside[i + 1], whose.is_live);
    execute format('create or replace trigger keep_searched_beside after insert or update or delete on %I
      for each row execute function %I()', beside[i], name);
  end loop;
end $$;
