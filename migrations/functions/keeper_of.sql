-- Whose clock a household lives by, and to whom its news belong: the admin who has been in it longest, or whoever has, where there is none.
create or replace function keeper_of(household uuid) returns uuid language sql stable as $$
  select m.user_id from household_members m join users u on u.id = m.user_id and u.deleted_at is null
  where m.household_id = household order by m.role <> 'admin', m.id limit 1
$$;
