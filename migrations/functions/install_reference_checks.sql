-- A foreign key is checked as the owner of its table and so tells a row that is not there from one that is not the caller's.
-- Before it comes to that, a function per key looks the row up as the caller and raises the same error for both.
create or replace function install_reference_checks() returns void language plpgsql as $$
declare
  key record;
  name text;
  lookup text;
begin
  for key in
    select k.conrelid::regclass as source, a.attname as column, k.confrelid::regclass as target, t.relname as target_name,
      s.relname as source_name, b.attname as target_column,
      exists (select from pg_attribute d where d.attrelid = k.confrelid and d.attname = 'deleted_at' and not d.attisdropped) as soft
    from pg_constraint k
    join pg_class t on t.oid = k.confrelid and t.relrowsecurity
    join pg_class s on s.oid = k.conrelid and s.relnamespace = 'public'::regnamespace
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
    where k.contype = 'f' and cardinality(k.conkey) = 1
      -- The policies already say who the owner of a row may be.
      and a.attname not in ('user_id', 'grantor_id')
    order by s.relname, a.attname
  loop
    name := format('reference_%s_%s', key.source_name, key.column);
    lookup := format('exists (select from %s t where t.%I = new.%I%s)', key.target, key.target_column, key.column,
      case when key.soft then ' and t.deleted_at is null' else '' end);
    if key.target_name = 'users' then
      -- A person sees only their own account, but may name those they live with, and grant something to anybody.
      lookup := lookup || format(case when key.column = 'grantee_id' then ' or person_exists(new.%I)'
        else ' or new.%I = any(my_companions())' end, key.column);
    end if;
    execute format('create or replace function %I() returns trigger language plpgsql as $body$
      begin
        if %s then return new; end if;
        raise exception using errcode = %L, message = %L, detail = %L, column = %4$L, table = %5$L;
      end $body$', name, lookup, 'LF004', 'reference not found', key.column, key.source_name);
    execute format('create or replace trigger %I before insert on %s for each row
      when (new.%I is not null) execute function %I()', 'check_reference_' || key.column || '_new', key.source, key.column, name);
    execute format('create or replace trigger %I before update of %I on %s for each row
      when (new.%2$I is not null and new.%2$I is distinct from old.%2$I) execute function %4$I()',
      'check_reference_' || key.column, key.column, key.source, name);
  end loop;
end $$;
