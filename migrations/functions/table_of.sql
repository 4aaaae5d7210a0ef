-- The table of a type of rows: `tasks` for `task`; null for an unknown type. An `event` is one of a calendar, and not of the log of what
-- happened, which has the table of that name and is no row of anybody's.
create or replace function table_of(entity_type text) returns regclass language plpgsql stable as $$
begin
  return (
    select c.oid::regclass from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and table_of.entity_type = case
      when c.relname = 'calendar_events' then 'event'
      when c.relname = 'events' then null
      when c.relname like '%ies' then regexp_replace(c.relname, 'ies$', 'y')
      when c.relname ~ '(ss|x|ch|sh|ias)es$' then regexp_replace(c.relname, 'es$', '')
      else regexp_replace(c.relname, 's$', '') end);
end $$;
--> statement-breakpoint
grant execute on function table_of(text) to lifeos_app;
