-- For a database whose owner may not create roles that bypass row-level security: a superuser runs this once, connected to
-- that database, and then the owner can migrate it.
--
--   psql --dbname=lifeos --file=migrations/roles.sql
--
-- The roles are granted to the owner of the database, or to another migrating user named by
--   PGOPTIONS="-c lifeos.owner=<role>"
-- It is not one of the numbered migrations and may be run again.
do $$
declare
  owner constant text := coalesce(
    nullif(current_setting('lifeos.owner', true), ''),
    (select pg_get_userbyid(datdba) from pg_database where datname = current_database()));
  wanted record;
begin
  for wanted in
    select * from (values
      ('lifeos_app', 'nobypassrls', 'false'), ('lifeos_service', 'bypassrls', 'false'), ('lifeos_definer', 'bypassrls', 'true')
    ) r(name, bypass, inherit)
  loop
    begin
      execute format('create role %I', wanted.name);
    exception when duplicate_object or unique_violation then
      null;
    end;
    execute format('alter role %I nologin nosuperuser %s', wanted.name, wanted.bypass);
    execute format('grant %I to %I with set true, inherit %s', wanted.name, owner, wanted.inherit);
  end loop;
end $$;
