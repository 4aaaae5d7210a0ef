-- Gives a person the tokens of a month (`2026-03`) by their tier, once. Whoever gets a better tier within the month is given what that has more.
-- They are added to what is left. Returns how many were given.
create or replace function grant_month(person uuid, tier text, month text, tokens bigint) returns bigint language plpgsql as $$
declare
  more bigint;
begin
  select tokens - coalesce(sum(l.amount), 0) into more from token_ledger l
  where l.user_id = person and l.reference_type = 'month' and l.category = 'grant'
    and starts_with(l.reference_id, person || ' ' || month || ' ');
  if more is null or more <= 0 then return 0; end if;
  insert into token_ledger (user_id, amount, category, reference_type, reference_id, description)
  values (person, more, 'grant', 'month', person || ' ' || month || ' ' || tier, tier)
  on conflict (reference_type, reference_id, category) do nothing;
  return case when found then more else 0 end;
end $$;
