-- The people whose free and busy time the caller may see: themselves, or with a household of theirs its members.
create or replace function busy_people_of(household uuid) returns table ("userId" uuid, zone text)
language sql stable rows 10 security definer set search_path = public, pg_temp as $$
  select u.id, u.timezone::text from users u
  where u.deleted_at is null and (case when household is null then u.id = me() else u.id in (
    select m.user_id from household_members m where m.household_id = household
      and exists (select from household_members own where own.household_id = household and own.user_id = me())) end)
  order by u.id <> me(), u.id
$$;
--> statement-breakpoint
grant execute on function busy_people_of(uuid) to lifeos_app;
