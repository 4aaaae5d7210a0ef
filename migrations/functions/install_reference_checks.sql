-- PostgreSQL checks a foreign key as the owner of its table, and so would reveal whether another person's row exists. Before
-- that, a function for each key looks the row up as the caller, and raises the same error for a missing row and for another
-- person's.
create or replace function install_reference_checks() returns void language plpgsql as $$
declare
  key record;
  name text;
  lookup text;
begin
  for key in
    select k.conrelid::regclass as source, a.attname as column, k.confrelid::regclass as target, t.relname as target_name,
      s.relname as source_name, b.attname as target_column,
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
      name := 'hold_membership';
    else
      execute format('create or replace function %I() returns trigger language plpgsql as $body$
        begin
          if %s then return new; end if;
          raise exception using errcode = %L, message = %L, detail = %L, column = %4$L, table = %5$L;
        end $body$', name, lookup, 'LF004', 'reference not found', key.column, key.source_name);
    end if;
    execute format('create or replace trigger %I before insert on %s for each row
      when (new.%I is not null) execute function %I()', 'check_reference_' || key.column || '_new', key.source, key.column, name);
    -- Triggers may also change the household when a row is put into a container, whichever columns the statement sets (see
    -- belong).
    execute format('create or replace trigger %1$I before update %2$s on %3$s for each row
      when (new.%4$I is not null and new.%4$I is distinct from old.%4$I) execute function %5$I()',
      'check_reference_' || key.column, case when key.shares then '' else format('of %I', key.column) end, key.source, key.column, name);
  end loop;
end $$;
