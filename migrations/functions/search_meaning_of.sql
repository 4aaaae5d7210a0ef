-- The rows that the caller may see whose texts are nearest to a vector of this model, the nearest first, each with its nearest piece: at
-- most `most`, and none that is less similar than `at_least` (the cosine). `asked` says what the rows have to be, as in search_texts_of.
--
-- All texts that are the caller's to find are compared by the signs of their vectors, and the nearest of them by the vectors themselves: what
-- they are not to find, or did not ask for, takes no place among those. No index of vectors: under a condition of whose they are, it finds
-- fewer than there are.
create or replace function search_meaning_of(model text, vector real[], asked jsonb, at_least float8, most int) returns table(id uuid,
  entity_type text, entity_id uuid, pillar text, title text, content text, tags text[], occurred_at timestamptz, similarity float8)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
  by_bits constant int := 400;
  max_owners constant int := 100;
  homes constant uuid[] := my_households();
  filters constant text := searched_filters_sql(asked);
  -- Only a search with conditions, or for what somebody was granted, has to look at the texts of all vectors.
  of_texts text := '';
  of_model smallint;
  grantors uuid[];
  arms text;
begin
  if me() is null or to_regclass('public.search_models') is null then return; end if;
  select m.number into of_model from search_models m where m.name = search_meaning_of.model and m.state <> 'leaving';
  if of_model is null then return; end if;
  if filters <> 'true' then of_texts := format(' and b.text_id in (select s.id from search_texts s where %s)', filters); end if;
  arms := format('select b.text_id, b.bits from search_bits b where b.user_id = %L and b.model = %s%s', me(), of_model, of_texts);
  if cardinality(homes) > 0 then
    arms := arms || format(' union all select b.text_id, b.bits from search_bits b
      where b.household_id = any(%L::uuid[]) and b.user_id is distinct from %L and b.model = %s%s', homes, me(), of_model, of_texts);
  end if;
  grantors := array(select g.grantor_id from access_grants g where g.grantee_id = me() and g.grantor_id <> me()
    group by g.grantor_id order by max(g.created_at) desc limit max_owners);
  if cardinality(grantors) > 0 then
    arms := arms || format(' union all select b.text_id, b.bits from search_texts s join search_bits b on b.text_id = s.id and b.model = %s
      where s.user_id = any(%L::uuid[]) and (s.household_id is null or s.household_id <> all(%L::uuid[])) and %s and %s',
      of_model, grantors, homes, filters, searched_grants_sql());
  end if;
  return query execute format($find$
    with nearest as materialized (
      select a.text_id from (%s) a order by a.bits <~> (select binary_quantize($1::vector)::bit varying), a.text_id limit %s),
    compared as (
      select s.id, s.entity_type, s.entity_id, s."position", s.occurred_at, 1 - (v.embedding <=> $1::vector::halfvec) as similarity
      from nearest n join search_vectors v on v.text_id = n.text_id and v.model = %s join search_texts s on s.id = n.text_id),
    best as (
      select distinct on (c.entity_type, c.entity_id) c.* from compared c where c.similarity >= $2
      order by c.entity_type, c.entity_id, c.similarity desc, c."position")
    select b.id, b.entity_type, b.entity_id, s.pillar, s.title, s.content, s.tags, b.occurred_at, b.similarity
    from (select * from best order by similarity desc, occurred_at desc, entity_id limit $3) b join search_texts s on s.id = b.id
    order by b.similarity desc, b.occurred_at desc, b.entity_id $find$, arms, by_bits, of_model)
  using vector, at_least, most;
end $$;
--> statement-breakpoint
grant execute on function search_meaning_of(text, real[], jsonb, float8, int) to lifeos_app;
--> statement-breakpoint
-- Which model serves, and whether the one that is meant to has vectors of all texts of the caller. `is_possible` is false without pgvector.
create or replace function search_meaning_state(model text) returns table(is_possible boolean, serving text, is_whole boolean)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if to_regclass('public.search_models') is null then
    return query select false, null::text, false;
    return;
  end if;
  return query select true, (select m.name from search_models m where m.state = 'serving'), exists (
    select from search_models m where m.name = search_meaning_state.model and m.is_walked and m.state <> 'leaving' and not exists (
      select from search_unembedded u where u.model = m.number and u.owner = any(me() || my_households())));
end $$;
--> statement-breakpoint
grant execute on function search_meaning_state(text) to lifeos_app;
