-- A life domain can be deleted although a sprint in it is active: the sprint stays active among those without a domain, unless
-- another one is; then it becomes planned again. The person's sprints are locked meanwhile, so that none is started in between.
create or replace function pause_sprint() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from sprints s where s.user_id = new.user_id and s.id <> new.id order by s.id for update;
  if exists (
    select from sprints s
    where s.user_id = new.user_id and s.id <> new.id and s.life_domain_id is null and s.status = 'active' and s.deleted_at is null
  ) then
    new.status := 'planned';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- Only for updates by the foreign key, which sets the column to null within a trigger; a person's own update is refused instead.
create or replace trigger pause_sprint before update of life_domain_id on sprints for each row
when (new.status = 'active' and new.life_domain_id is null and pg_trigger_depth() > 0) execute function pause_sprint();
