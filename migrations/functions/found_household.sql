create or replace function found_household() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.created_by is not null then
    insert into household_members (household_id, user_id, role) values (new.id, new.created_by, 'admin');
  end if;
  return null;
end $$;
--> statement-breakpoint
create or replace trigger found_household after insert on households for each row execute function found_household();
