-- What the words that somebody looks for may stand for among the words of the texts that they may see: words that begin with one (`begins`,
-- the word itself first), that are written like one (`alike`), two words that are written as one (`split`), and what else the search has to
-- know: stems of the languages that the texts are in (`stem`), how many pieces there are (`all`), and how many rows wait to be read in
-- (`waiting`). `at` counts the words that are asked for from 1. Words are counted in `n`, about. What is looked for has no wildcards.
create or replace function words_alike(asked text[]) returns table(at int, kind text, word text, n int)
language plpgsql stable security definer set search_path = public, pg_temp set pg_trgm.similarity_threshold = 0.24 as $$
declare
  max_owners constant int := 100;
  users constant uuid[] := array(
    select me() where me() is not null
    union (select g.grantor_id from access_grants g where g.grantee_id = me() group by g.grantor_id order by max(g.created_at) desc limit max_owners));
  homes constant uuid[] := my_households();
  languages constant text[] := array(
    select distinct substr(w.word, 2) from search_words w
    where (w.user_id = any(users) or w.household_id = any(homes)) and w.word ~>=~ '/' and w.word ~<~ '0' and w.n > 0
    union select unnest(array['en', 'de']));
begin
  if cardinality(users) = 0 then return; end if;
  return query
  with one as (
    select a.word, a.at::int as at from unnest(asked) with ordinality a(word, at) where a.word <> ''),
  begins as (
    select o.at, b.word, sum(b.n)::int as n from one o cross join lateral (
      (select w.word, w.n from search_words w where w.user_id = any(users)
        and w.word ~>=~ o.word and w.word ~<~ (o.word || chr(1114111)) and w.n > 0 and strpos(w.word, '/') = 0
        order by w.word <> o.word, w.n desc, w.word limit 60)
      union all
      (select w.word, w.n from search_words w where w.household_id = any(homes)
        and w.word ~>=~ o.word and w.word ~<~ (o.word || chr(1114111)) and w.n > 0 and strpos(w.word, '/') = 0
        order by w.word <> o.word, w.n desc, w.word limit 60)
    ) b group by 1, 2),
  unknown as (
    select o.* from one o where length(o.word) between 4 and 40
      and not exists (select from begins b where b.at = o.at and b.word = o.word)),
  alike as (
    select u.at, b.word, sum(b.n)::int as n from unknown u cross join lateral (
      (select w.word, w.n from unnest(users) whose(id) cross join lateral (
        select w.word, w.n from search_words w where w.user_id = whose.id and w.word % u.word and w.n > 0 and strpos(w.word, '/') = 0
        order by similarity(w.word, u.word) desc, w.word limit 40) w)
      union all
      (select w.word, w.n from unnest(homes) whose(id) cross join lateral (
        select w.word, w.n from search_words w where w.household_id = whose.id and w.word % u.word and w.n > 0 and strpos(w.word, '/') = 0
        order by similarity(w.word, u.word) desc, w.word limit 40) w)
    ) b group by 1, 2),
  cuts as (
    select u.at, left(u.word, cut) as head, substr(u.word, cut + 1) as tail
    from unknown u cross join lateral generate_series(2, length(u.word) - 2) cut where length(u.word) between 4 and 30),
  split as (
    select c.at, c.head || ' ' || tails.word as word, tails.n from cuts c cross join lateral (
      select w.word, sum(w.n)::int as n from search_words w
      where (w.user_id = any(users) or w.household_id = any(homes)) and w.word ~>=~ c.tail and w.word ~<~ (c.tail || chr(1114111)) and w.n > 0 and strpos(w.word, '/') = 0
      group by 1 order by 2 desc, 1 limit 5) tails
    where exists (select from search_words w where w.user_id = any(users) and w.word = c.head and w.n > 0)
      or exists (select from search_words w where w.household_id = any(homes) and w.word = c.head and w.n > 0))
  select b.at, 'begins', b.word, b.n from begins b
  union all select a.at, 'alike', a.word, a.n from alike a
  union all select s.at, 'split', s.word, s.n from split s
  union all select o.at, 'stem', s.word, sum(w.n)::int
    from one o cross join unnest(languages) l(language) cross join lateral ts_lexize(stemmer_of(l.language), o.word) stems
      cross join lateral (select stems[1] || '/' || l.language as word union select stems[1]) s
      join search_words w on w.word = s.word and (w.user_id = any(users) or w.household_id = any(homes)) and w.n > 0
    where stems[1] is not null group by 1, 3
  union all select 0, 'all', '', (select coalesce(sum(w.n), 0)::int from search_words w
    where w.word = '' and (w.user_id = any(users) or w.household_id = any(homes)))
  union all select 0, 'waiting', '', (select count(*)::int from (
    select from search_stale s where s.owner = me() or s.owner = any(homes) limit 10000) waiting);
end $$;
--> statement-breakpoint
grant execute on function words_alike(text[]) to lifeos_app;
