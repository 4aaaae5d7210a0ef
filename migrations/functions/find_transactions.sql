-- The ids of the caller's transactions, those of their households and those that were granted to them, whose merchant, description and
-- notes have words that begin with each word of `typed`: of each kind the newest, `most` at most. Under row-level security a condition on
-- words could not use the index `transactions_words`, since it is not leakproof.
create or replace function find_transactions(typed text, most int) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  words tsquery;
begin
  select string_agg(format('%L:*', word), ' & ')::text into typed
  from regexp_split_to_table(trim(folded(typed)), ' +') word where word <> '';
  words := to_tsquery('simple', coalesce(typed, ''));
  if numnode(words) = 0 then return; end if;
  return query
    (select t.id from transactions t
      where t.user_id = me() and t.deleted_at is null
        and to_tsvector('simple'::regconfig, folded(coalesce(t.merchant_name, '') || ' ' || coalesce(t.description, '') || ' ' || coalesce(t.notes, ''))) @@ words
      order by t.date desc, t.id desc limit most)
    union
    select shared.id from unnest(my_households()) home, lateral (
      select t.id from transactions t
      where t.household_id = home and t.deleted_at is null
        and to_tsvector('simple'::regconfig, folded(coalesce(t.merchant_name, '') || ' ' || coalesce(t.description, '') || ' ' || coalesce(t.notes, ''))) @@ words
      order by t.date desc, t.id desc limit most) shared
    union
    (select t.id from access_grants g join transactions t on t.id = g.entity_id and t.user_id = g.grantor_id
      where g.grantee_id = me() and t.deleted_at is null
        and to_tsvector('simple'::regconfig, folded(coalesce(t.merchant_name, '') || ' ' || coalesce(t.description, '') || ' ' || coalesce(t.notes, ''))) @@ words
      order by t.date desc, t.id desc limit most);
end $$;
--> statement-breakpoint
grant execute on function find_transactions(text, int) to lifeos_app;
