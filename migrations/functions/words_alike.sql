-- What the words that somebody looks for may stand for among the words of the texts that they may see: words that begin with one (`begins`,
-- the word itself first), that are written like one (`alike`), two words that are written as one (`split`), and what else the search has to
-- know: stems in the languages that the texts are in (`stem`), how many pieces there are (`all`), and how many rows wait to be read in
-- (`waiting`). `at` counts the words that are asked for from 1. Words are counted in `n`, about. What is looked for has no wildcards.
-- Only for words that nobody has, words like them are looked for. Of those who granted the caller something, only the words of what the caller
-- may see are words: otherwise what is found, and how well, would tell which words somebody writes for themselves.
create or replace function words_alike(asked text[]) returns table(at int, kind text, word text, n int)
language plpgsql stable security definer set search_path = public, pg_temp
set pg_trgm.similarity_threshold = 0.24 set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  users constant uuid[] := array_remove(array[me()], null);
  homes constant uuid[] := my_households();
  granted_word text[];
  granted_n int[];
  languages text[];
  stemmers regdictionary[];
begin
  if cardinality(users) = 0 then return; end if;
  select array_agg(g.word), array_agg(g.n) into granted_word, granted_n from granted_words() g;
  languages := array(
    select distinct substr(w.word, 2) from search_words w
    where w.user_id = any(users) and w.word ~>=~ '/' and w.word ~<~ '0' and w.n > 0
    union select substr(w.word, 2) from search_words w
    where w.household_id = any(homes) and w.word ~>=~ '/' and w.word ~<~ '0' and w.n > 0
    union select substr(w.word, 2) from unnest(granted_word) w(word) where w.word like '/%'
    union select unnest(array['en', 'de']));
  stemmers := array(select stemmer_of(l.language) from unnest(languages) l(language));
  return query
  with one as materialized (
    select a.word, a.at::int as at from unnest(asked) with ordinality a(word, at) where a.word <> ''),
  granted as materialized (select g.word, g.n from unnest(granted_word, granted_n) g(word, n)),
  begins as materialized (
    select o.at, b.word, sum(b.n)::int as n from one o cross join lateral (
      (select w.word, w.n from search_words w where w.user_id = any(users)
        and w.word ~>=~ o.word and w.word ~<~ (o.word || chr(1114111)) and w.n > 0 and strpos(w.word, '/') = 0
        order by w.word <> o.word, w.n desc, w.word limit 60)
      union all
      (select w.word, w.n from search_words w where w.household_id = any(homes)
        and w.word ~>=~ o.word and w.word ~<~ (o.word || chr(1114111)) and w.n > 0 and strpos(w.word, '/') = 0
        order by w.word <> o.word, w.n desc, w.word limit 60)
      union all
      (select w.word, w.n from granted w
        where w.word ~>=~ o.word and w.word ~<~ (o.word || chr(1114111)) and strpos(w.word, '/') = 0
        order by w.word <> o.word, w.n desc, w.word limit 60)
    ) b group by 1, 2),
  unknown as materialized (
    select o.* from one o where length(o.word) between 4 and 40
      and not exists (select from begins b where b.at = o.at and b.word = o.word)),
  alike as (
    select u.at, b.word, sum(b.n)::int as n from unknown u cross join lateral (
      select w.word, w.n from unnest(users) whose(id) cross join lateral (
        select w.word, w.n from search_words w where w.user_id = whose.id and w.word % u.word and w.n > 0 and strpos(w.word, '/') = 0
        order by similarity(w.word, u.word) desc, w.word limit 40) w
      union all
      select w.word, w.n from unnest(homes) whose(id) cross join lateral (
        select w.word, w.n from search_words w where w.household_id = whose.id and w.word % u.word and w.n > 0 and strpos(w.word, '/') = 0
        order by similarity(w.word, u.word) desc, w.word limit 40) w
      union all
      (select w.word, w.n from granted w where w.word % u.word and strpos(w.word, '/') = 0
        order by similarity(w.word, u.word) desc, w.word limit 40)
    ) b group by 1, 2),
  split as (
    select c.at, c.head || ' ' || tails.word as word, tails.n
    from (
      select u.at, left(u.word, cut) as head, substr(u.word, cut + 1) as tail
      from unknown u cross join lateral generate_series(2, length(u.word) - 2) cut where length(u.word) <= 30) c
    cross join lateral (
      (select from search_words w where w.user_id = any(users) and w.word = c.head and w.n > 0 limit 1)
      union all
      (select from search_words w where w.household_id = any(homes) and w.word = c.head and w.n > 0 limit 1)
      union all
      (select from granted w where w.word = c.head limit 1) limit 1) heads
    cross join lateral (
      select t.word, sum(t.n)::int as n from (
        (select w.word, w.n from search_words w where w.user_id = any(users)
          and w.word ~>=~ c.tail and w.word ~<~ (c.tail || chr(1114111)) and w.n > 0 and strpos(w.word, '/') = 0 order by w.n desc, w.word limit 5)
        union all
        (select w.word, w.n from search_words w where w.household_id = any(homes)
          and w.word ~>=~ c.tail and w.word ~<~ (c.tail || chr(1114111)) and w.n > 0 and strpos(w.word, '/') = 0 order by w.n desc, w.word limit 5)
        union all
        (select w.word, w.n from granted w
          where w.word ~>=~ c.tail and w.word ~<~ (c.tail || chr(1114111)) and strpos(w.word, '/') = 0 order by w.n desc, w.word limit 5)
      ) t group by 1 order by 2 desc, 1 limit 5) tails),
  stems as (
    select o.at, s.word, sum(w.n)::int as n
    from one o cross join unnest(languages, stemmers) l(language, stemmer)
      cross join lateral ts_lexize(l.stemmer, o.word) stems
      cross join lateral (select stems[1] || '/' || l.language as word union select stems[1]) s
      cross join lateral (
        select w.n from search_words w where w.user_id = any(users) and w.word = s.word and w.n > 0
        union all select w.n from search_words w where w.household_id = any(homes) and w.word = s.word and w.n > 0
        union all select w.n from granted w where w.word = s.word) w
    where stems[1] is not null group by 1, 2)
  select b.at, 'begins', b.word, b.n from begins b
  union all select a.at, 'alike', a.word, a.n from alike a
  union all select s.at, 'split', s.word, s.n from split s
  union all select s.at, 'stem', s.word, s.n from stems s
  union all select 0, 'all', '', (select coalesce(sum(w.n), 0)::int from (
    select w.n from search_words w where w.user_id = any(users) and w.word = ''
    union all select w.n from search_words w where w.household_id = any(homes) and w.word = ''
    union all select w.n from granted w where w.word = '') w)
  union all select 0, 'waiting', '', (select count(*)::int from (
    select from search_stale s where s.owner = any(me() || homes) limit 10000) waiting);
end $$;
--> statement-breakpoint
grant execute on function words_alike(text[]) to lifeos_app;
--> statement-breakpoint
-- The words of what the caller was granted, counted as in search_words: they are few, where those of whoever granted it are all that these write.
create or replace function granted_words() returns table(word text, n int)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  looked_at constant int := 2000;
  max_owners constant int := 100;
  grantors constant uuid[] := array(
    select g.grantor_id from access_grants g where g.grantee_id = me() and g.grantor_id <> me()
    group by g.grantor_id order by max(g.created_at) desc limit max_owners);
begin
  if cardinality(grantors) = 0 then return; end if;
  return query execute format($find$
    select w.word, count(*)::int from unnest(%L::uuid[]) whose(id) cross join lateral (
      select s.lexemes, s.language from search_texts s
      where s.user_id = whose.id and (s.household_id is null or s.household_id <> all(%L::uuid[])) and %s and %s
      order by s.occurred_at desc, s.id desc limit %s) t cross join counted_words(t.lexemes, t.language) w(word)
    group by 1 $find$, grantors, my_households(), searched_filters_sql('{}'), searched_grants_sql(), looked_at);
end $$;
