-- Refuses an edge that closes a cycle (arguments: table, column of its start, column of its end). Inserts of edges of one table
-- are serialized, because two that are harmless alone may close a cycle together.
create or replace function refuse_cycle() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  edge record;
  closed boolean;
begin
  perform pg_advisory_xact_lock(hashtextextended('cycle ' || tg_argv[0], 0));
  execute format('select ($1).%I as source, ($1).%I as target', tg_argv[1], tg_argv[2]) using new into edge;
  execute format(
    'with recursive reached(id) as (
       select $2 union select t.%3$I from %1$I t join reached on t.%2$I = reached.id where t.%3$I is not null
     ) select exists (select from reached where id = $1)', tg_argv[0], tg_argv[1], tg_argv[2])
  using edge.source, edge.target into closed;
  if closed then
    raise exception using errcode = 'LF005', message = 'the rows would form a circle', detail = 'cycle', column = tg_argv[2];
  end if;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger refuse_cycle after insert or update on task_dependencies for each row
execute function refuse_cycle('task_dependencies', 'task_id', 'blocked_by_task_id');
