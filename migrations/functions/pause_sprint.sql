-- A life domain can be deleted whatever is active in it: its sprint stays active among those without a domain, unless another one
-- is; then it goes back to planned. The person's sprints stand still meanwhile, so that none is started between look and change.
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
-- Inside of a trigger it is the foreign key that empties the column; what a person asks for is refused instead.
create or replace trigger pause_sprint before update of life_domain_id on sprints for each row
when (new.status = 'active' and new.life_domain_id is null and pg_trigger_depth() > 0) execute function pause_sprint();
