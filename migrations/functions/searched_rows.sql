-- What rows of a searched table say, as they are now: those of the ids that are there, in their order. Once the texts have `most` characters
-- together, that of the others is null, but never all; whoever reads them asks again.
create or replace function searched_rows(type text, ids uuid[], most int) returns table(id uuid, user_id uuid, household_id uuid,
  title text, content text, tags text[], occurred_at timestamptz)
language plpgsql stable as $$
declare
  -- Of one row no more is searched.
  longest constant int := 500000;
  one constant record := (select s from searched_tables() s where s.type = searched_rows.type);
  target constant regclass := format('public.%I', one.relation)::regclass;
  whose constant record := searched_owner(target);
  said text := '';
  at text;
begin
  select coalesce(string_agg(format('(%s)::text', s), ', '), '') into said from unnest(one.said) s;
  for i in 1 .. coalesce(cardinality(one.beside), 0) by 3 loop
    continue when to_regclass(format('public.%I', one.beside[i])) is null;
    said := concat_ws(', ', nullif(said, ''),
      format('(select b.%I from %I b where b.%I = r.id)', one.beside[i + 2], one.beside[i], one.beside[i + 1]));
  end loop;
  select string_agg(case a.atttypid when 'date'::regtype then format('r.%I::timestamp at time zone ''UTC''', c.name)
    else format('r.%I', c.name) end, ', ' order by c.place) into at
  from unnest(one.at) with ordinality c(name, place)
  join pg_attribute a on a.attrelid = target and a.attname = c.name;
  return query execute format($read$
    select f.id, f.user_id, f.household_id, f.title, case when f.so_far <= $2 or f.so_far = length(f.content) then f.content end,
      f.tags, f.occurred_at from (
      select *, sum(length(g.content)) over (order by g.id) as so_far from (
        select r.id, %s as user_id, %s as household_id, left(coalesce(r.%I::text, ''), 500) as title,
          left(concat_ws(E'\n\n', %s), %s) as content, %s as tags, coalesce(%s) as occurred_at
        from %s r where r.id = any($1) and %s) g) f
    order by f.id $read$,
    whose.user_id, whose.household_id, one.title, coalesce(nullif(said, ''), 'null'), longest,
    case when one.tags is null then '''{}''::text[]' else format('r.%I', one.tags) end, at, target, whose.is_live)
  using ids, most;
end $$;
