-- A task's scope (household or personal) follows its household, also when its owner leaves or the household is deleted.
create or replace function follow_household() returns trigger language plpgsql as $$
begin
  new.scope := case when new.household_id is null then 'personal' else 'household' end;
  return new;
end $$;
--> statement-breakpoint
create or replace trigger follow_household before insert or update on tasks for each row
when ((new.household_id is null) <> (new.scope = 'personal')) execute function follow_household();
