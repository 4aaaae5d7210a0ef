-- Creates the tables that need pgvector. Returns whether a table was created; after pgvector is installed, another call creates
-- it.
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
  if to_regtype('public.vector') is null or to_regclass('public.embeddings') is not null then return false; end if;
  create table embeddings (
    id uuid primary key default uuidv7(),
    user_id uuid not null default me() references users on delete cascade,
    entity_type text not null,
    entity_id uuid not null,
    position int not null default 0,
    model text not null,
    embedding vector(1536) not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (entity_type, entity_id, position, model)
  );
  create index embeddings_user on embeddings (user_id, id desc);
  alter table embeddings enable row level security;
  create policy embeddings_read on embeddings for select to lifeos_app using (user_id = (select me()));
  create policy embeddings_insert on embeddings for insert to lifeos_app with check (user_id = (select me()));
  create policy embeddings_update on embeddings for update to lifeos_app
    using (user_id = (select me())) with check (user_id = (select me()));
  create policy embeddings_remove on embeddings for delete to lifeos_app using (user_id = (select me()));
  return true;
end $$;
