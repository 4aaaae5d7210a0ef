-- The members of the caller's households, and the caller: the only people that the caller's rows may refer to.
create or replace function my_companions() returns uuid[] language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  return array(
    select me()
    union
    select m.user_id from household_members m
    where m.household_id in (select mine.household_id from household_members mine where mine.user_id = me())
  );
end $$;
--> statement-breakpoint
grant execute on function my_companions() to lifeos_app;
