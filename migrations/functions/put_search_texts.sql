-- Writes what has been read of rows that were marked, and takes their marks away. `given` is a list of rows: their `type`, `id`, the `number`
-- that the mark had before they were read, `user`, `household`, and `pieces`, none of a row that is gone. Nothing is written of a row that has
-- been marked again since, or whose mark somebody else holds; it is read again. A piece that says what it said keeps its id, and so what
-- hangs on that. Words are counted in their order, so that of two who count the same words one waits. Returns how many rows were written.
create or replace function put_search_texts(given jsonb) returns int language plpgsql as $$
declare
  types text[];
  ids uuid[];
  pieces search_texts[];
begin
  with mine as (
    select s.entity_type, s.entity_id from search_stale s
      join jsonb_to_recordset(given) g(type text, id uuid, number int)
        on g.type = s.entity_type and g.id = s.entity_id and g.number = s.number
    for update of s skip locked),
  gone as (
    delete from search_stale s using mine m where s.entity_type = m.entity_type and s.entity_id = m.entity_id)
  select array_agg(m.entity_type), array_agg(m.entity_id) into types, ids from mine m;
  if ids is null then return 0; end if;

  select array_agg(row(uuidv7(), g."user", g.household, g.type, g.id, p."position", g.pillar, g.title, p.content, g.tags, g.at, g.language,
    p.words::tsvector, now())::search_texts) into pieces
  from jsonb_to_recordset(given) g(type text, id uuid, "user" uuid, household uuid, pillar text, title text, tags text[], at timestamptz,
      language text, pieces jsonb)
    join unnest(types, ids) mine(type, id) on mine.type = g.type and mine.id = g.id
    cross join jsonb_to_recordset(g.pieces) p("position" int, content text, words text);

  with changed as (
    select p.user_id, p.household_id, w.word, 1 as n from unnest(pieces) p cross join counted_words(p.lexemes, p.language) w(word)
    union all
    select t.user_id, t.household_id, w.word, -1 from unnest(types, ids) mine(type, id)
      join search_texts t on t.entity_type = mine.type and t.entity_id = mine.id cross join counted_words(t.lexemes, t.language) w(word)),
  of_users as (
    insert into search_words as s (user_id, word, n)
      select c.user_id, c.word, sum(c.n) from changed c where c.user_id is not null group by 1, 2 having sum(c.n) <> 0 order by 1, 2
      on conflict (user_id, word) where user_id is not null do update set n = s.n + excluded.n)
  insert into search_words as s (household_id, word, n)
    select c.household_id, c.word, sum(c.n) from changed c where c.household_id is not null group by 1, 2 having sum(c.n) <> 0 order by 1, 2
    on conflict (household_id, word) where household_id is not null do update set n = s.n + excluded.n;

  delete from search_texts t using unnest(types, ids) mine(type, id)
  where t.entity_type = mine.type and t.entity_id = mine.id and not exists (
    select from unnest(pieces) p where p.entity_type = t.entity_type and p.entity_id = t.entity_id and p."position" = t."position"
      and p.title = t.title and p.content = t.content);
  insert into search_texts as t select (p).* from unnest(pieces) p
    on conflict (entity_type, entity_id, "position") do update set user_id = excluded.user_id, household_id = excluded.household_id,
      tags = excluded.tags, occurred_at = excluded.occurred_at, language = excluded.language, lexemes = excluded.lexemes
    where (t.user_id, t.household_id, t.tags, t.occurred_at, t.language, t.lexemes) is distinct from
      (excluded.user_id, excluded.household_id, excluded.tags, excluded.occurred_at, excluded.language, excluded.lexemes);
  return cardinality(ids);
end $$;
--> statement-breakpoint
-- What is counted of a piece: its words and stems, the empty word, which is in all, and its language with a slash before it.
create or replace function counted_words(lexemes tsvector, language text) returns setof text language sql immutable as $$
  select l.lexeme from unnest(lexemes) l
  union all select ''
  union all select '/' || language where language is not null
$$;
