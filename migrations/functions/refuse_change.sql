-- Events and audit entries are immutable, except when a person is erased.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if current_user = 'lifeos_definer' and current_setting('lifeos.erasing', true) = 'yes' then
    return case when tg_op = 'DELETE' then old else new end;
  end if;
  raise exception using errcode = 'insufficient_privilege', message = format('rows of %s are never changed', tg_table_name);
end $$;
--> statement-breakpoint
create or replace trigger refuse_change before update or delete on events for each row execute function refuse_change();
--> statement-breakpoint
create or replace trigger refuse_change before update or delete on audit_logs for each row execute function refuse_change();
