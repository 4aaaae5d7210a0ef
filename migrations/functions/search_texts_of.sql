-- The rows that the caller may see and that have what is asked for, the best first, each with its best piece: at most `most`. `asked` has
-- `all` and `any`, queries of which the second is tried where the first finds next to nothing; `newest`, when it is a word of very many texts,
-- of which then the newest are looked at; `groups`, what a word stands for, as queries `exact`, `near` and `far`, the same in titles, and what it
-- weighs; `phrase`; `marked`, the lexemes whose places are told; `now`; and what the rows have to be: `types`, `pillars`, `from`, `to`, `tags`.
-- `counts` has how many rows each pillar has among those that were looked at, and stands in every row.
--
-- Under row-level security no index serves `@@`. The texts of each owner are asked for by themselves: the caller's, those of their households,
-- which are theirs to see (see keep_searched), and those of people who granted them something, of which the policy of the row's own table says
-- which they may see, before any row takes a place. A null is no user: then there is nothing.
create or replace function search_texts_of(asked jsonb, most int) returns table(id uuid, entity_type text, entity_id uuid, "position" int,
  pillar text, title text, content text, tags text[], occurred_at timestamptz, score float8, places int[], counts jsonb)
language plpgsql stable security definer set search_path = public, pg_temp set enable_seqscan = off as $$
declare
  few constant int := 10;
  wanted tsquery := nullif(asked ->> 'all', '')::tsquery;
  otherwise constant tsquery := nullif(asked ->> 'any', '')::tsquery;
  texts text;
  score text;
  enough int;
begin
  if me() is null or wanted is null then return; end if;
  texts := searched_texts_sql(
    case when (asked ->> 'newest')::boolean then 's.user_id, s.occurred_at desc, s.id desc' else '' end,
    's.lexemes @@ $1 and ' || searched_filters_sql(asked));
  if otherwise is not null then
    execute format('select count(*) from (select from (%s) found limit %s) found', texts, few) into enough using wanted;
    if enough < few then wanted := otherwise; end if;
  end if;

  select string_agg(format('%s * (case when l @@ %L::tsquery then 1.0 when l @@ %L::tsquery then 0.75 when l @@ %L::tsquery then 0.5 else 0 end'
      ' + case when l @@ %L::tsquery then 0.6 else 0 end)',
      (g ->> 'weight')::float8, g ->> 'exact', g ->> 'near', g ->> 'far', g ->> 'title'), ' + ') into score
  from jsonb_array_elements(asked -> 'groups') g;
  if nullif(asked ->> 'phrase', '') is not null then
    score := format('(%s) * case when l @@ %L::tsquery then 1.5 else 1 end', score, asked ->> 'phrase');
  end if;

  return query execute format($find$
    with looked_at as materialized (%s),
    scored as (
      select f.*, (%s) / (0.85 + 0.15 * least(length(l) / 60.0, 4))
        * (1 + 0.05 * exp(-abs(extract(epoch from $2 - f.occurred_at)) / 31557600)) as score
      from (select t.*, ts_filter(t.lexemes, '{a,b,c,d}') as l from looked_at t offset 0) f),
    best as (
      select distinct on (b.entity_type, b.entity_id) b.* from scored b
      order by b.entity_type, b.entity_id, b.score desc, b."position"),
    counted as (
      select jsonb_object_agg(c.pillar, c.n) as counts from (select b.pillar, count(*) as n from best b group by 1) c)
    select b.id, b.entity_type, b.entity_id, b."position", b.pillar, s.title, s.content, s.tags, b.occurred_at, b.score::float8,
      array(select distinct p::int from unnest(s.lexemes) w(lexeme, places, weights) cross join unnest(w.places) p
        where w.lexeme = any($3) order by 1),
      c.counts
    from (select * from best order by score desc, occurred_at desc, entity_id limit $4) b
      join search_texts s on s.id = b.id cross join counted c
    order by b.score desc, b.occurred_at desc, b.entity_id $find$, texts, score)
  using wanted, (asked ->> 'now')::timestamptz, array(select jsonb_array_elements_text(asked -> 'marked')), most;
end $$;
--> statement-breakpoint
grant execute on function search_texts_of(jsonb, int) to lifeos_app;
--> statement-breakpoint
-- The pieces that the caller may see and that meet a condition on `s`, as SQL: of each owner as many as are looked at, in an order if one is
-- given. What it selects is the same for all who search: id, entity_type, entity_id, position, pillar, occurred_at, lexemes.
create or replace function searched_texts_sql(in_order text, condition text) returns text
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  looked_at constant int := 2000;
  max_owners constant int := 100;
  selected constant text := 'select s.id, s.entity_type, s.entity_id, s."position", s.pillar, s.occurred_at, s.lexemes from search_texts s where ';
  at_most constant text := case when in_order = '' then '' else ' order by ' || in_order end || ' limit ' || looked_at;
  homes constant uuid[] := my_households();
  grantors constant uuid[] := array(
    select g.grantor_id from access_grants g where g.grantee_id = me() and g.grantor_id <> me()
    group by g.grantor_id order by max(g.created_at) desc limit max_owners);
  arms text := format('(%s s.user_id = %L and %s%s)', selected, me(), condition, at_most);
  visible text;
begin
  if cardinality(homes) > 0 then
    arms := arms || format(' union all (select h.* from unnest(%L::uuid[]) whose(id) cross join lateral (
      %s s.household_id = whose.id and s.user_id is distinct from %L and %s%s) h)',
      homes, selected, me(), condition, replace(at_most, 's.user_id', 's.household_id'));
  end if;
  if cardinality(grantors) > 0 then
    visible := searched_grants_sql();
    arms := arms || format(' union all (select g.* from unnest(%L::uuid[]) whose(id) cross join lateral (
      %s s.user_id = whose.id and (s.household_id is null or s.household_id <> all(%L::uuid[])) and %s and %s%s) g)',
      grantors, selected, homes, condition, visible, at_most);
  end if;
  return arms;
end $$;
--> statement-breakpoint
-- Whether the caller may see the row of the piece `s`, by the policy of its own table, and gets what it holds, as SQL.
create or replace function searched_grants_sql() returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select 'case s.entity_type ' || string_agg(format('when %L then exists (select from %I where %2$I.id = s.entity_id and (%s))%s',
    t.type, t.relation, pg_get_expr(p.polqual, p.polrelid),
    case when searched_withheld(p.polrelid) = '' then ''
      else format(' and not exists (select from %I r where r.id = s.entity_id and %s)', t.relation, searched_withheld(p.polrelid)) end),
    ' ' order by t.type) || ' else false end'
  from searched_tables() t join pg_policy p on p.polrelid = to_regclass(format('public.%I', t.relation)) and p.polname = t.relation || '_read'
$$;
--> statement-breakpoint
-- What the rows of the pieces `s` have to be, as SQL: `asked` as in search_texts_of. An API key finds rows of those pillars that it may read.
create or replace function searched_filters_sql(asked jsonb) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select concat_ws(' and ', 'true',
    case when jsonb_typeof(asked -> 'types') = 'array' then format('s.entity_type = any(%L::text[])', array(select jsonb_array_elements_text(asked -> 'types'))) end,
    case when jsonb_typeof(asked -> 'pillars') = 'array' then format('s.pillar = any(%L::text[])', array(select jsonb_array_elements_text(asked -> 'pillars'))) end,
    case when nullif(current_setting('app.pillars', true), '') is not null
      then format('s.pillar = any(%L::text[])', string_to_array(current_setting('app.pillars', true), ',')) end,
    case when asked ->> 'from' is not null then format('s.occurred_at >= %L::timestamptz', asked ->> 'from') end,
    case when asked ->> 'to' is not null then format('s.occurred_at < %L::timestamptz', asked ->> 'to') end,
    case when jsonb_typeof(asked -> 'tags') = 'array' then format('s.tags @> %L::text[]', array(select jsonb_array_elements_text(asked -> 'tags'))) end)
$$;
