-- Every update raises the version by one, whatever the statement sets it to, so that an ETag is never wrong.
create or replace function touch_version() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  new.version := old.version + 1;
  return new;
end $$;
