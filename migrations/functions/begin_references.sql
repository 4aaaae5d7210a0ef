-- Gives a statement that writes rows with references a number of its own within its transaction: what the one before has found of its
-- references is looked up anew (see install_reference_checks).
create or replace function begin_references() returns trigger language plpgsql as $$
declare
  number text;
begin
  number := set_config('lifeos.statement', (coalesce(nullif(current_setting('lifeos.statement', true), ''), '0')::bigint + 1)::text, true);
  return null;
end $$;
