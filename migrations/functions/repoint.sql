-- Lets rows of a table refer to another row than before, and yields those that may not: because the table has such a row already, or refuses
-- it for another reason of its own. What may not is found by halves, so that few of them among many take few steps.
create or replace function repoint(referrer regclass, key text, ids uuid[], before uuid, after uuid) returns uuid[] language plpgsql as $$
declare
  refused uuid[] := '{}';
  halves int[] := array[1, cardinality(ids)];
  low int;
  high int;
begin
  while cardinality(halves) > 0 loop
    low := halves[cardinality(halves) - 1];
    high := halves[cardinality(halves)];
    halves := trim_array(halves, 2);
    continue when low > high;
    begin
      execute format('update %s set %I = $1 where id = any($2) and %2$I = $3', referrer, key) using after, ids[low:high], before;
    exception when unique_violation or check_violation or exclusion_violation or sqlstate 'LF005' then
      if low = high then
        refused := refused || ids[low];
      else
        halves := halves || array[(low + high) / 2 + 1, high, low, (low + high) / 2];
      end if;
    end;
  end loop;
  return refused;
end $$;
