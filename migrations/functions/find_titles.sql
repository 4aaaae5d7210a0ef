-- The ids of the newest rows of a table, `most` at most, that the caller may see and whose titles have words that begin with each word
-- of `typed`. Under row-level security LIKE could not use an index, since it is not leakproof. Here the index `<table>_titles` is used,
-- which has the words of the titles and whose the rows are: the caller's own rows, those of their households, and those of people who granted them
-- something. Which of these they may see is decided by the policy of the table itself. A table without such an index has no titles.
create or replace function find_titles(of regclass, typed text, most int) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  title text;
  visible text;
  arms text[];
  words constant text[] := array(
    select '% ' || word || '%' from regexp_split_to_table(trim(folded(typed)), ' +') word where word <> '');
begin
  select pg_get_indexdef(i.indexrelid, 1, true), pg_get_expr(p.polqual, p.polrelid) into title, visible
  from pg_index i join pg_class named on named.oid = i.indexrelid join pg_class c on c.oid = i.indrelid
    join pg_policy p on p.polrelid = c.oid and p.polname = c.relname || '_read'
  where c.oid = of and named.relname = c.relname || '_titles';
  if title is null or words = '{}' then return; end if;

  select array_agg(format(
    '(select id from %s where %s and %s like all ($1)%s and (%s) order by id desc limit $2)',
    of, whose.condition, title, deleted.condition, visible)) into arms
  from (values
      ('user_id', 'user_id = me()'),
      ('household_id', 'household_id = any((select my_households())::uuid[])'),
      ('user_id', 'user_id = any(array(select g.grantor_id from access_grants g where g.grantee_id = me()))')
    ) whose(column_name, condition)
    cross join (
      select case when exists (
        select from pg_attribute a where a.attrelid = of and a.attname = 'deleted_at' and not a.attisdropped)
      then ' and deleted_at is null' else '' end) deleted(condition)
  where exists (
    select from pg_attribute a where a.attrelid = of and a.attname = whose.column_name and not a.attisdropped);

  return query execute format('select id from (%s) found(id) order by id desc limit $2', array_to_string(arms, ' union '))
    using words, most;
end $$;
--> statement-breakpoint
grant execute on function find_titles(regclass, text, int) to lifeos_app;
