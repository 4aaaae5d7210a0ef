-- The ids of the newest rows of a table, `most` at most, that the caller may see and whose titles have words that begin with each word
-- of `typed`. Under row-level security LIKE could not use an index, since it is not leakproof. Here the index `<table>_titles` is used,
-- which has the words of the titles and whose the rows are: the caller's own rows are looked through, those of their households, and
-- those of people who granted them something. Which of these they may see is decided by the policy of the table itself. A table
-- without such an index has no titles.
create or replace function find_titles(of regclass, typed text, most int) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  max_owners constant int := 100;
  title text;
  visible text;
  matching text;
  kept text;
  arms text;
begin
  select pg_get_indexdef(i.indexrelid, 1, true), pg_get_expr(p.polqual, p.polrelid) into title, visible
  from pg_index i join pg_class named on named.oid = i.indexrelid join pg_class c on c.oid = i.indrelid
    join pg_policy p on p.polrelid = c.oid and p.polname = c.relname || '_read'
  where c.oid = of and named.relname = c.relname || '_titles';
  -- A condition for each word, since an index serves no LIKE ALL.
  select string_agg(format('%s like %L', title, '% ' || word || '%'), ' and ') into matching
  from regexp_split_to_table(trim(folded(typed)), ' +') word where word <> '';
  if matching is null then return; end if;

  select case when exists (
    select from pg_attribute a where a.attrelid = of and a.attname = 'deleted_at' and not a.attisdropped)
  then 'deleted_at is null' else 'true' end into kept;
  -- A part for each owner: for several at once PostgreSQL would walk through everybody's rows.
  select string_agg(format(
    '(select id from %s where %I = %L and %s and %s and (%s) order by id desc limit $1)',
    of, whose.column_name, whose.id, matching, kept, visible), ' union ') into arms
  from (
    select 'user_id' as column_name, me() as id
    union select 'household_id', unnest(my_households())
    union (select 'user_id', g.grantor_id from access_grants g where g.grantee_id = me() group by g.grantor_id
      order by max(g.created_at) desc limit max_owners)
  ) whose
  where exists (
    select from pg_attribute a where a.attrelid = of and a.attname = whose.column_name and not a.attisdropped);
  if arms is null then return; end if;

  return query execute format('select id from (%s) found(id) order by id desc limit $1', arms) using most;
end $$;
--> statement-breakpoint
grant execute on function find_titles(regclass, text, int) to lifeos_app;
