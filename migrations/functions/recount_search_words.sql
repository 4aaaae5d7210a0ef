-- Counts the words anew of people and households whose texts have gone since they were counted: deleting a text counts nothing, since of two who
-- delete texts with the same words one would wait for the other. At most of `most` of them; returns of how many.
create or replace function recount_search_words(most int) returns int language plpgsql as $$
declare
  one record;
  recounted int := 0;
begin
  for one in
    (select w.user_id, null::uuid as household_id from search_words w
      where w.word = '' and w.user_id is not null and w.n <> (select count(*) from search_texts t where t.user_id = w.user_id) limit most)
    union all
    (select null, w.household_id from search_words w
      where w.word = '' and w.household_id is not null
        and w.n <> (select count(*) from search_texts t where t.household_id = w.household_id) limit most)
  loop
    if one.user_id is not null then
      with now_there as materialized (
        select c.word, count(*)::int as n from search_texts t cross join counted_words(t.lexemes, t.language) c(word)
        where t.user_id = one.user_id group by 1),
      gone as (
        delete from search_words w where w.user_id = one.user_id and not exists (select from now_there a where a.word = w.word))
      update search_words w set n = a.n from now_there a where w.user_id = one.user_id and w.word = a.word and w.n <> a.n;
    else
      with now_there as materialized (
        select c.word, count(*)::int as n from search_texts t cross join counted_words(t.lexemes, t.language) c(word)
        where t.household_id = one.household_id group by 1),
      gone as (
        delete from search_words w where w.household_id = one.household_id and not exists (select from now_there a where a.word = w.word))
      update search_words w set n = a.n from now_there a where w.household_id = one.household_id and w.word = a.word and w.n <> a.n;
    end if;
    recounted := recounted + 1;
  end loop;
  return recounted;
end $$;
