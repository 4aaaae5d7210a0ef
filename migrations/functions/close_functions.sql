-- Makes functions executable only by the roles that their own files grant, and gives definer functions to the role that bypasses
-- row-level security: with forced row-level security, functions of the tables' owner would silently see and change nothing.
create or replace function close_functions() returns void language plpgsql as $$
declare
  function record;
begin
  for function in
    select p.oid::regprocedure as signature, p.prosecdef, p.proowner from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
  loop
    execute format('revoke all on function %s from public', function.signature);
    execute format('grant execute on function %s to lifeos_service, lifeos_definer', function.signature);
    if function.prosecdef and function.proowner <> 'lifeos_definer'::regrole then
      execute format('alter function %s owner to lifeos_definer', function.signature);
    end if;
  end loop;
end $$;
