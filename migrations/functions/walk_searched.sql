-- Marks rows that nobody has marked: those that were there before their table was searched, or before it was read in another way. At most
-- `most`, of one type; in the order of their ids, from where the last call stopped. Returns how many it has marked, or null when there is
-- nothing left to walk through.
create or replace function walk_searched(most int) returns int language plpgsql as $$
declare
  next record;
  whose record;
  last uuid;
  rows_found int;
begin
  insert into search_walks (entity_type, declared)
    select s.type, s.declared from searched_tables() s where to_regclass(format('public.%I', s.relation)) is not null order by s.type
    on conflict (entity_type) do update set declared = excluded.declared, reached = null, marked = 0, finished_at = null
    where search_walks.declared <> excluded.declared;
  select s.type, s.relation, w.reached into next from search_walks w join searched_tables() s on s.type = w.entity_type
  where w.finished_at is null order by w.entity_type limit 1 for update of w skip locked;
  if not found then return null; end if;
  whose := searched_owner(format('public.%I', next.relation)::regclass);
  execute format($walk$
    with rows as (
      select r.id, coalesce(%1$s, %2$s) as owner, %3$s as is_live from %4$I r where $1 is null or r.id > $1 order by r.id limit $2),
    marks as (
      insert into search_stale as s (entity_type, entity_id, owner) select $3, id, owner from rows where is_live
        on conflict (entity_type, entity_id) do update set number = s.number + 1)
    select max(id::text)::uuid, count(*) from rows $walk$, whose.user_id, whose.household_id, whose.is_live, next.relation)
  into last, rows_found using next.reached, most, next.type;
  update search_walks set reached = coalesce(last, reached), marked = marked + rows_found,
    finished_at = case when rows_found < most then now() end
  where entity_type = next.type;
  return rows_found;
end $$;
