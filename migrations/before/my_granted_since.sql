-- Since when the caller has been able to see each row in a granted container (see my_granted), by `owner:row`: since the
-- container was granted, and since the row, and each container in between, was last moved. Earlier events are not visible. The
-- policy of events evaluates this once for each statement, and only when it comes to an event that belongs neither to the caller
-- nor to their household.
create or replace function my_granted_since() returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  max_depth constant int := 40;
  me constant uuid := nullif(current_setting('app.user_id', true), '')::uuid;
begin
  if me is null or not exists (select from access_grants g where g.grantee_id = me) then return '{}'; end if;
  return coalesce((
    with recursive granted as (
      select g.entity_id as id, g.grantor_id as owner, min(g.updated_at) as since from access_grants g
      where g.grantee_id = me group by 1, 2),
    reached(container, id, owner, since, depth) as (
      (select 'todo_categories', g.id, g.owner, g.since, 0 from granted g join todo_categories c on c.id = g.id and c.user_id = g.owner
      union all select 'todo_lists', g.id, g.owner, g.since, 0 from granted g join todo_lists l on l.id = g.id and l.user_id = g.owner
      union all select 'goals', g.id, g.owner, g.since, 0 from granted g join goals o on o.id = g.id and o.user_id = g.owner
      union all select 'projects', g.id, g.owner, g.since, 0 from granted g join projects p on p.id = g.id and p.user_id = g.owner
      union all select 'tasks', g.id, g.owner, g.since, 0 from granted g join tasks t on t.id = g.id and t.user_id = g.owner
      union all select 'budget_categories', g.id, g.owner, g.since, 0 from granted g join budget_categories c on c.id = g.id and c.user_id = g.owner
      union all select 'calendars', g.id, g.owner, g.since, 0 from granted g join calendars c on c.id = g.id and c.user_id = g.owner
      union all select 'calendar_events', g.id, g.owner, g.since, 0 from granted g join calendar_events e on e.id = g.id and e.user_id = g.owner)
      union
      select held.container, held.id, r.owner, greatest(r.since, m.moved_at), r.depth + 1
      from reached r cross join lateral (
        select 'todo_lists', l.id from todo_lists l where r.container = 'todo_categories' and l.category_id = r.id
        union all select 'todo_items', i.id from todo_items i where r.container = 'todo_lists' and i.list_id = r.id
        union all select 'goals', o.id from goals o where r.container = 'goals' and o.parent_id = r.id
        union all select 'projects', p.id from projects p where r.container = 'goals' and p.goal_id = r.id
        union all select 'tasks', t.id from tasks t where r.container = 'goals' and t.goal_id = r.id
        union all select 'tasks', t.id from tasks t where r.container = 'projects' and t.project_id = r.id
        union all select 'tasks', t.id from tasks t where r.container = 'tasks' and t.parent_task_id = r.id
        union all select 'budgets', b.id from budgets b where r.container = 'budget_categories' and b.budget_category_id = r.id
        union all select 'calendar_events', e.id from calendar_events e where r.container = 'calendars' and e.calendar_id = r.id
        union all select 'calendar_events', e.id from calendar_events e
          where r.container = 'calendar_events' and e.recurrence_parent_id = r.id
      ) held(container, id) left join moved_rows m on m.entity_id = held.id
      where r.depth < max_depth)
    select jsonb_object_agg(one.key, one.since) from (
      select r.owner || ':' || r.id as key, min(r.since) as since from reached r where r.depth > 0 group by 1) one
  ), '{}');
end $$;
--> statement-breakpoint
grant execute on function my_granted_since() to lifeos_app;
