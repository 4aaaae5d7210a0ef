-- The assignee of a household's task must be a member, and stays one until the task is stored (see hold_membership). When a task
-- is moved into a household that its assignee is no member of, it becomes unassigned. A task without a household may be assigned
-- to people who share a household with its owner, whoever assigns it: a collaborator's own companions are strangers to the owner.
create or replace function hold_assignee() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from household_members m where m.household_id = new.household_id and m.user_id = new.assignee_id for key share;
  if found then return new; end if;
  if new.household_id is null and exists (
    select from household_members theirs join household_members m on m.household_id = theirs.household_id
    where theirs.user_id = new.user_id and m.user_id = new.assignee_id)
  then
    return new;
  end if;
  if tg_op = 'UPDATE' and new.assignee_id is not distinct from old.assignee_id then
    new.assignee_id := null;
    return new;
  end if;
  raise exception using errcode = 'LF004', message = 'reference not found', detail = 'assignee_id', column = 'assignee_id', table = 'tasks';
end $$;
--> statement-breakpoint
create or replace trigger hold_assignee_new before insert on tasks for each row
when (new.assignee_id is not null and new.assignee_id <> new.user_id) execute function hold_assignee();
--> statement-breakpoint
create or replace trigger hold_assignee before update on tasks for each row
when (new.assignee_id is not null and new.assignee_id <> new.user_id
  and (new.household_id is distinct from old.household_id or new.assignee_id is distinct from old.assignee_id
    or new.user_id <> old.user_id))
execute function hold_assignee();
