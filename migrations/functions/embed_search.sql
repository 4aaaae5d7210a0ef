-- What the service does to give texts their vectors (see add_optional_tables and core/knowledge/search/embedding). Nothing without pgvector.

-- Makes sure that a model is known, and yields all models. One that was being filled before this one is given up.
create or replace function turn_to_model(wanted text) returns table(number smallint, name text, state text, is_walked boolean, waits boolean)
language plpgsql as $$
begin
  if to_regclass('public.search_models') is null then return; end if;
  if not exists (select from search_models m where m.name = wanted and m.state <> 'leaving') then
    -- Whoever writes texts has either committed them, and they are walked through, or sees the model.
    lock table search_texts in share mode;
    insert into search_models as m (name) values (wanted)
      on conflict on constraint search_models_name_key do update set state = 'filling', reached = null, is_walked = false where m.state = 'leaving';
  end if;
  update search_models m set state = 'leaving' where m.state = 'filling' and m.name <> wanted;
  return query select m.number, m.name, m.state, m.is_walked,
    exists (select from search_unembedded u join search_texts t on t.id = u.text_id where u.model = m.number)
    from search_models m order by m.number;
end $$;
--> statement-breakpoint
-- Marks texts that have no vector of a model, at most `most`, from where the last call stopped. Returns whether the end was reached.
create or replace function walk_unembedded(of_model int, most int) returns boolean language plpgsql as $$
declare
  from_here uuid := (select m.reached from search_models m where m.number = of_model for update);
  last uuid;
  seen int;
begin
  with texts as materialized (
    select t.id, coalesce(t.user_id, t.household_id) as owner from search_texts t
    where from_here is null or t.id > from_here order by t.id limit most),
  marks as (
    insert into search_unembedded (text_id, model, owner)
      select t.id, of_model, t.owner from texts t
      where t.owner is not null and not exists (select from search_bits b where b.text_id = t.id and b.model = of_model)
      on conflict do nothing)
  select max(t.id::text)::uuid, count(*) into last, seen from texts t;
  update search_models set reached = coalesce(last, reached), is_walked = seen < most where number = of_model;
  return seen < most;
end $$;
--> statement-breakpoint
-- Texts that wait for a vector of a model, at most `most`, of each of the next people after `after` as many: who has very many does not
-- keep the others waiting.
create or replace function unembedded_texts(of_model int, after uuid, most int) returns table(id uuid, owner uuid, title text, content text, language text)
language plpgsql stable as $$
begin
  return query
    with recursive owners(owner, n) as (
      select (select min(u.owner::text)::uuid from (
        select u.owner from search_unembedded u where u.model = of_model and (after is null or u.owner > after) order by u.owner limit 1) u), 1
      union all
      select (select u.owner from search_unembedded u where u.model = of_model and u.owner > o.owner order by u.owner limit 1), o.n + 1
      from owners o where o.owner is not null and o.n < most),
    shares as (select o.owner, greatest(1, most / nullif(count(*) over (), 0)) as share from owners o where o.owner is not null)
    select t.id, s.owner, t.title, t.content, t.language
    from shares s cross join lateral (
      select u.text_id from search_unembedded u where u.model = of_model and u.owner = s.owner order by u.text_id limit s.share) w
      join search_texts t on t.id = w.text_id
    order by s.owner, t.id limit most;
end $$;
--> statement-breakpoint
-- Writes the vectors of texts that waited for them; a null is the vector of a text of which the model makes none. A text that has gone has none,
-- and one that somebody changes at this moment goes on waiting, so that nobody waits for the index, and the index for nobody.
create or replace function put_vectors(of_model int, ids uuid[], vectors text[]) returns int language plpgsql as $$
declare
  written int;
begin
  with texts as materialized (
    select s.id, s.user_id, s.household_id from search_texts s where s.id = any(ids) order by s.id for share of s skip locked),
  done as (
    delete from search_unembedded u using texts t, unnest(ids, vectors) g(id, vector)
    where t.id = g.id and u.text_id = t.id and u.model = of_model returning t.*, g.vector),
  bits as (
    insert into search_bits (text_id, model, user_id, household_id, bits)
      select d.id, of_model, d.user_id, d.household_id, binary_quantize(d.vector::vector)::bit varying from done d where d.vector is not null
      on conflict do nothing returning text_id)
  insert into search_vectors (text_id, model, embedding)
    select d.id, of_model, d.vector::vector::halfvec from done d join bits b on b.text_id = d.id;
  get diagnostics written = row_count;
  return written;
end $$;
--> statement-breakpoint
-- Lets a model serve that has vectors of all texts; the one that served before leaves. Returns whether it serves now.
create or replace function serve_model(of_model int) returns boolean language plpgsql as $$
begin
  perform from search_models m where m.number = of_model and m.state = 'filling' and m.is_walked
    and not exists (select from search_unembedded u join search_texts t on t.id = u.text_id where u.model = of_model) for update;
  if not found then return false; end if;
  update search_models m set state = 'leaving' where m.state = 'serving';
  update search_models m set state = 'serving' where m.number = of_model;
  return true;
end $$;
--> statement-breakpoint
-- Removes vectors of models that have left, at most `most`, and then the models. Returns how many it has removed.
create or replace function prune_vectors(most int) returns int language plpgsql as $$
declare
  removed int;
begin
  delete from search_unembedded u using search_models m where m.number = u.model and m.state = 'leaving';
  with chosen as (
    select b.text_id, b.model from search_models m join search_bits b on b.model = m.number where m.state = 'leaving' limit most),
  vectors as (
    delete from search_vectors v using chosen c where v.text_id = c.text_id and v.model = c.model)
  delete from search_bits b using chosen c where b.text_id = c.text_id and b.model = c.model;
  get diagnostics removed = row_count;
  if removed < most then delete from search_models m where m.state = 'leaving'; end if;
  return removed;
end $$;
