-- The roles of LifeOS belong to the whole cluster: another database may have made them already, or be making them now.
--   lifeos_app      every request; owns nothing and cannot bypass row-level security
--   lifeos_service  relay, authorizer, jobs and administration
--   lifeos_definer  owns the functions and triggers that must see more than their caller
do $$
declare
  missing text[];
  name text;
begin
  select coalesce(array_agg(r.name order by r.name), '{}') into missing
  from (values ('lifeos_app', false), ('lifeos_service', true), ('lifeos_definer', true)) r(name, bypass)
  where not exists (select 1 from pg_roles p where p.rolname = r.name and p.rolbypassrls = r.bypass and not p.rolsuper);

  if missing <> '{}' and not exists (
    select 1 from pg_roles where rolname = current_user and (rolsuper or (rolcreaterole and rolbypassrls))
  ) then
    raise exception using errcode = 'LF000', message = format(
      'The role %s is missing and %s may not create it: let a superuser run migrations/roles.sql in this database once.',
      missing[1], current_user);
  end if;

  foreach name in array missing loop
    begin
      execute format('create role %I nologin %s', name, case when name = 'lifeos_app' then 'nobypassrls' else 'bypassrls' end);
    exception when duplicate_object or unique_violation then
      execute format('alter role %I %s', name, case when name = 'lifeos_app' then 'nobypassrls' else 'bypassrls' end);
    end;
  end loop;
end $$;
--> statement-breakpoint
-- The migrating user gives functions to lifeos_definer (and inherits that role, to replace them later); the product's connections
-- switch to the other two roles.
do $$
declare
  role_name text;
begin
  foreach role_name in array array['lifeos_app', 'lifeos_service', 'lifeos_definer'] loop
    for attempt in 1..20 loop
      exit when exists (
        select 1 from pg_auth_members m
        where m.roleid = role_name::regrole and m.member = (select oid from pg_roles where rolname = current_user) and m.set_option
      );
      begin
        execute format('grant %I to %I with set true, inherit %s', role_name, current_user, case role_name when 'lifeos_definer' then 'true' else 'false' end);
      exception
        -- Another session is granting the same role in another database of the cluster.
        when unique_violation or internal_error then perform pg_sleep(0.05);
        when insufficient_privilege then
          raise exception using errcode = 'LF000', message = format(
            '%s may not become %s: let a superuser run migrations/roles.sql in this database once.',
            current_user, role_name);
      end;
    end loop;
  end loop;
end $$;
--> statement-breakpoint
grant usage on schema public to lifeos_app, lifeos_service;
--> statement-breakpoint
-- The owner of a function needs the right to create it.
grant usage, create on schema public to lifeos_definer;
--> statement-breakpoint
create extension if not exists pg_trgm with schema public;
--> statement-breakpoint
-- So that one index has both whose a row is and the words of its title.
create extension if not exists btree_gin with schema public;
--> statement-breakpoint
-- So that one constraint refuses two time blocks of the same person that overlap.
create extension if not exists btree_gist with schema public;
