-- Whether a task is a household's or personal follows where it is, also when its owner leaves or the household goes.
create or replace function follow_household() returns trigger language plpgsql as $$
begin
  new.scope := case when new.household_id is null then 'personal' else 'household' end;
  return new;
end $$;
--> statement-breakpoint
create or replace trigger follow_household before update of household_id on tasks for each row
when (new.household_id is distinct from old.household_id) execute function follow_household();
