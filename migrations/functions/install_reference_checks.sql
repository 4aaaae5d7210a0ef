-- PostgreSQL checks a foreign key as the owner of its table, and so would reveal whether another person's row exists. Before
-- that, a function for each key looks the row up as the caller, and raises the same error for a missing row and for another
-- person's.
-- Within a statement a reference is looked up once, however many rows have it, because row-level security makes each look-up dear. What was
-- found is remembered in settings of the transaction, by the statement (see begin_references), who asked, table, column and id; in one of
-- sixteen settings, by the last digit of the id, so that none is long. All this is asked row by row before rows are stored, and not of a whole
-- statement when it has stored them: by then the foreign key itself would have answered.
create or replace function install_reference_checks() returns void language plpgsql as $install$
declare
  key record;
  name text;
  lookup text;
  -- Null where nobody speaks, of whom nothing is remembered.
  asking constant text := $$(current_setting('lifeos.statement', true) || ' ' || current_user || ' ' || current_setting('app.user_id', true) || ':')$$;
  slot text;
  entry text;
  known text;
  remember text;
begin
  for key in
    select k.conrelid::regclass as source, a.attname as column, k.confrelid::regclass as target, t.relname as target_name,
      s.relname as source_name, b.attname as target_column, a.atttypid = 'uuid'::regtype as is_uuid,
      exists (select from pg_attribute d where d.attrelid = k.confrelid and d.attname = 'deleted_at' and not d.attisdropped) as soft,
      t.relname = 'households' and not a.attnotnull and exists (
        select from pg_attribute u where u.attrelid = k.conrelid and u.attname = 'user_id' and not u.attisdropped) as shares
    from pg_constraint k
    join pg_class t on t.oid = k.confrelid and t.relrowsecurity
    join pg_class s on s.oid = k.conrelid and s.relnamespace = 'public'::regnamespace
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
    where k.contype = 'f' and cardinality(k.conkey) = 1
      -- The policies already restrict the owner of a row.
      and a.attname not in ('user_id', 'grantor_id')
    order by s.relname, a.attname
  loop
    name := format('reference_%s_%s', key.source_name, key.column);
    lookup := format('exists (select from %s t where t.%I = new.%I%s)', key.target, key.target_column, key.column,
      case when key.soft then ' and t.deleted_at is null' else '' end);
    if key.target_name = 'users' then
      -- A person can see only their own account, but may refer to the members of their households, and give a grant to anybody.
      lookup := lookup || format(case when key.column = 'grantee_id' then ' or person_exists(new.%I)'
        else ' or new.%I = any(my_companions())' end, key.column);
    end if;
    if key.shares then
      -- It locks what it finds, for the pair of a household and an owner.
      name := 'hold_membership';
    else
      known := 'false';
      remember := '';
      if key.is_uuid then
        slot := format('current_setting(''lifeos.references_'' || right(new.%I::text, 1), true)', key.column);
        entry := format('%L || new.%I', format(' %s.%s=', key.source_name, key.column), key.column);
        known := format('strpos(%1$s, %2$s) > 0 and starts_with(%1$s, %3$s)', slot, entry, asking);
        remember := format('kept := set_config(''lifeos.references_'' || right(new.%I::text, 1),
          case when starts_with(%2$s, %3$s) and octet_length(%2$s) < 2000 then %2$s else %3$s end || %4$s, true);', key.column, slot, asking, entry);
      end if;
      execute format('create or replace function %I() returns trigger language plpgsql as $body$
        declare
          kept text;
        begin
          if %s then return new; end if;
          if %s then
            %s
            return new;
          end if;
          raise exception using errcode = %L, message = %L, detail = %L, column = %7$L, table = %8$L;
        end $body$', name, known, lookup, remember, 'LF004', 'reference not found', key.column, key.source_name);
    end if;
    execute format('create or replace trigger %I before insert on %s for each row
      when (new.%I is not null) execute function %I()', 'check_reference_' || key.column || '_new', key.source, key.column, name);
    -- Triggers may also change the household when a row is put into a container, whichever columns the statement sets (see
    -- belong).
    execute format('create or replace trigger %1$I before update %2$s on %3$s for each row
      when (new.%4$I is not null and new.%4$I is distinct from old.%4$I) execute function %5$I()',
      'check_reference_' || key.column, case when key.shares then '' else format('of %I', key.column) end, key.source, key.column, name);
    execute format('create or replace trigger begin_references before insert or update on %s execute function begin_references()', key.source);
  end loop;
end $install$;
