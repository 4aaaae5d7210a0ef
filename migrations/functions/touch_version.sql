-- Every update raises the version by one, whatever the statement sets it to, so that an ETag is never wrong. Only one that sets it to
-- null keeps it: that changes nothing that an answer shows.
create or replace function touch_version() returns trigger language plpgsql as $$
begin
  if new.version is null then
    new.version := old.version;
    return new;
  end if;
  new.updated_at := now();
  new.version := old.version + 1;
  return new;
end $$;
