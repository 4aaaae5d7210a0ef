-- Derives privileges and triggers of every table from the catalog; safe to run at any time. The migration runner calls it after
-- every change.
create or replace function secure_tables() returns void language plpgsql as $$
declare
  target record;
  command text;
  closed text[];
  open_columns text;
begin
  grant usage on schema public to lifeos_app, lifeos_service;
  alter default privileges in schema public grant select, insert, update, delete on tables to lifeos_service, lifeos_definer;
  alter default privileges in schema public grant usage, select on sequences to lifeos_service, lifeos_definer;

  for target in
    select c.oid::regclass as name, c.relname, c.relrowsecurity, c.relforcerowsecurity from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by c.relname
  loop
    if not target.relrowsecurity then
      raise exception using errcode = 'LF000', message = format(
        'The table %s has no row-level security: declare it with the helpers of kit/table, or enable it in its migration.', target.name);
    end if;
    if not target.relforcerowsecurity then
      execute format('alter table %s force row level security', target.name);
    end if;

    execute format('revoke all on table %s from public, lifeos_app', target.name);
    execute format('grant select, insert, update, delete on table %s to lifeos_service, lifeos_definer', target.name);
    for command in
      select distinct case p.polcmd when 'r' then 'SELECT' when 'a' then 'INSERT' when 'w' then 'UPDATE' when 'd' then 'DELETE' end
      from pg_policy p where p.polrelid = target.name and p.polroles @> array['lifeos_app'::regrole::oid] and p.polcmd <> '*'
    loop
      closed := protected_columns(target.name, command);
      if closed = '{}' then
        execute format('grant %s on table %s to lifeos_app', command, target.name);
      else
        select string_agg(quote_ident(a.attname), ', ') into open_columns from pg_attribute a
        where a.attrelid = target.name and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attname <> all(closed);
        execute format('grant %s (%s) on table %s to lifeos_app', command, open_columns, target.name);
      end if;
    end loop;

    perform install_triggers(target.name);
  end loop;

  perform install_reference_checks();
  perform install_searched();

  grant usage, select on all sequences in schema public to lifeos_service, lifeos_definer;
  perform close_functions();
end $$;
