-- Keeps the vectors of texts (see add_optional_tables), in the transaction that changes the texts. A text never says anything else than it
-- said (see put_search_texts): what does is another text. One that is new waits for a vector of each model; a vector goes with its text,
-- and changes hands with it.
create or replace function keep_meaning_new() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into search_unembedded (text_id, model, owner)
    select a.id, m.number, coalesce(a.user_id, a.household_id) from search_models m cross join added a
    where m.state <> 'leaving' and coalesce(a.user_id, a.household_id) is not null
    on conflict do nothing;
  return null;
end $$;
--> statement-breakpoint
create or replace function keep_meaning_moved() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update search_bits b set user_id = new.user_id, household_id = new.household_id where b.text_id = new.id;
  return null;
end $$;
--> statement-breakpoint
create or replace function keep_meaning_gone() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  delete from search_unembedded u using removed r where u.text_id = r.id;
  delete from search_bits b using removed r where b.text_id = r.id;
  delete from search_vectors v using removed r where v.text_id = r.id;
  return null;
end $$;
