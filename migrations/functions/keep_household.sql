-- Only the owner decides with which household a row is shared; members and grantees who may change it may not move it.
create or replace function keep_household() returns trigger language plpgsql as $$
begin
  if current_user = 'lifeos_app' and old.user_id is distinct from me() then
    raise exception using errcode = 'insufficient_privilege', message = 'only its owner may share a row', column = 'household_id';
  end if;
  return new;
end $$;
