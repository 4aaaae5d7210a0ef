-- The keeper of a household, whose time zone it uses and to whom its events belong: the longest-standing admin, or without an
-- admin the longest-standing member.
create or replace function keeper_of(household uuid) returns uuid language sql stable as $$
  select m.user_id from household_members m join users u on u.id = m.user_id and u.deleted_at is null
  where m.household_id = household order by m.role <> 'admin', m.id limit 1
$$;
