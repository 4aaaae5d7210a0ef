-- Creates the tables that need pgvector: what texts mean, as a model of embeddings has it. Returns whether tables were created; after
-- pgvector is installed, another call creates them. Nobody reaches them but the service and the functions of the search.
--
-- `search_bits` has of each vector the signs, and whose its text is (see keep_meaning): narrow rows, all of which a search looks through.
-- `search_vectors` has the vectors, of which a search reads a few hundred. Each has the length of its model. What is of a text goes with it by a
-- trigger, and not by foreign keys, which would be checked row by row.
create or replace function add_optional_tables() returns boolean language plpgsql as $$
begin
  if 'vector' = any(string_to_array(current_setting('lifeos.extensions', true), ','))
    and exists (select from pg_available_extensions where name = 'vector' and installed_version is null)
  then
    begin
      create extension vector with schema public;
    exception when insufficient_privilege then
      raise notice 'pgvector is available but % may not create it: search by meaning is off', current_user;
    end;
  end if;
  -- halfvec came with pgvector 0.7.
  if to_regtype('public.halfvec') is null or to_regclass('public.search_models') is not null then return false; end if;
  -- A model is being filled, until every text has a vector of it; then it serves, and the one before leaves.
  create table search_models (
    number smallint primary key generated always as identity,
    name text not null unique check (length(name) between 1 and 100),
    state text not null default 'filling' check (state in ('filling', 'serving', 'leaving')),
    reached uuid,
    is_walked boolean not null default false,
    created_at timestamptz not null default now()
  );
  create unique index search_models_serving on search_models (state) where state = 'serving';
  -- Texts of which a model has no vector yet. The owner is the user, or else the household.
  create table search_unembedded (
    text_id uuid not null,
    model smallint not null,
    owner uuid not null,
    primary key (text_id, model)
  );
  create index search_unembedded_owner on search_unembedded (model, owner, text_id);
  create table search_bits (
    text_id uuid not null,
    model smallint not null,
    user_id uuid,
    household_id uuid,
    bits bit varying not null,
    primary key (text_id, model)
  );
  create index search_bits_user on search_bits (user_id, model);
  create index search_bits_household on search_bits (household_id, model) where household_id is not null;
  create index search_bits_model on search_bits (model);
  create table search_vectors (
    text_id uuid not null,
    model smallint not null,
    embedding halfvec not null,
    primary key (text_id, model)
  );
  alter table search_models enable row level security;
  alter table search_unembedded enable row level security;
  alter table search_bits enable row level security;
  alter table search_vectors enable row level security;
  create trigger keep_meaning_new after insert on search_texts referencing new table as added
    for each statement execute function keep_meaning_new();
  create trigger keep_meaning_moved after update of user_id, household_id on search_texts
    for each row when ((old.user_id, old.household_id) is distinct from (new.user_id, new.household_id)) execute function keep_meaning_moved();
  create trigger keep_meaning_gone after delete on search_texts referencing old table as removed
    for each statement execute function keep_meaning_gone();
  return true;
end $$;
