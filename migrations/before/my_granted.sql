-- The rows of a container table that a grant lets the caller see, or with `writing` change: the granted rows, and those contained
-- in them at any depth. A policy evaluates this once for each statement, and only when it comes to a row that belongs neither to
-- the caller nor to their household.
create or replace function my_granted(container text, writing boolean default false) returns uuid[]
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  max_depth constant int := 20;
  me constant uuid := nullif(current_setting('app.user_id', true), '')::uuid;
  roles constant text[] := case when writing then array['owner', 'collaborator'] else array['owner', 'collaborator', 'viewer'] end;
begin
  if me is null or not exists (select from access_grants g where g.grantee_id = me and g.role = any(roles)) then
    return '{}';
  end if;
  case container
    when 'todo_categories' then return array(
      select c.id from access_grants g join todo_categories c on c.id = g.entity_id and c.user_id = g.grantor_id
      where g.grantee_id = me and g.role = any(roles));
    when 'todo_lists' then return array(
      select l.id from access_grants g join todo_lists l on l.id = g.entity_id and l.user_id = g.grantor_id
      where g.grantee_id = me and g.role = any(roles)
      union select l.id from todo_lists l where l.category_id = any(my_granted('todo_categories', writing)));
    when 'goals' then return array(
      with recursive reached(id, depth) as (
        select o.id, 0 from access_grants g join goals o on o.id = g.entity_id and o.user_id = g.grantor_id
        where g.grantee_id = me and g.role = any(roles)
        union select o.id, r.depth + 1 from reached r join goals o on o.parent_id = r.id where r.depth < max_depth)
      select distinct r.id from reached r);
    when 'projects' then return array(
      select p.id from access_grants g join projects p on p.id = g.entity_id and p.user_id = g.grantor_id
      where g.grantee_id = me and g.role = any(roles)
      union select p.id from projects p where p.goal_id = any(my_granted('goals', writing)));
    when 'tasks' then return array(
      with recursive reached(id, depth) as (
        (select t.id, 0 from access_grants g join tasks t on t.id = g.entity_id and t.user_id = g.grantor_id
          where g.grantee_id = me and g.role = any(roles)
          union select t.id, 0 from tasks t where t.project_id = any(my_granted('projects', writing))
          union select t.id, 0 from tasks t where t.goal_id = any(my_granted('goals', writing)))
        union select t.id, r.depth + 1 from reached r join tasks t on t.parent_task_id = r.id where r.depth < max_depth)
      select distinct r.id from reached r);
    when 'budget_categories' then return array(
      select c.id from access_grants g join budget_categories c on c.id = g.entity_id and c.user_id = g.grantor_id
      where g.grantee_id = me and g.role = any(roles));
    when 'calendars' then return array(
      select c.id from access_grants g join calendars c on c.id = g.entity_id and c.user_id = g.grantor_id
      where g.grantee_id = me and g.role = any(roles));
    when 'calendar_events' then return array(
      with recursive reached(id, depth) as (
        (select e.id, 0 from access_grants g join calendar_events e on e.id = g.entity_id and e.user_id = g.grantor_id
          where g.grantee_id = me and g.role = any(roles)
          union select e.id, 0 from calendar_events e where e.calendar_id = any(my_granted('calendars', writing)))
        union select e.id, r.depth + 1 from reached r join calendar_events e on e.recurrence_parent_id = r.id where r.depth < max_depth)
      select distinct r.id from reached r);
  end case;
end $$;
--> statement-breakpoint
grant execute on function my_granted(text, boolean) to lifeos_app;
