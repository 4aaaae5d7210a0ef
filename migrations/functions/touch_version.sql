-- Whatever a statement says about the version: every update raises it by one, so that no ETag can lie.
create or replace function touch_version() returns trigger language plpgsql as $$
begin
  new.updated_at := now();
  new.version := old.version + 1;
  return new;
end $$;
