-- A row that was merged into another one comes back when that is undone, and not by itself: what referred to it is the other's.
create or replace function refuse_merged() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from merges m where m.user_id = new.user_id and m.other_id = new.id and m.undone_at is null) then
    raise exception using errcode = 'LF005', message = 'merged into another one',
      detail = '{"text": "It was merged into another one; undo that instead.", "code": "merged_away", "params": {}}';
  end if;
  return new;
end $$;
--> statement-breakpoint
create or replace trigger refuse_merged before update of deleted_at on contacts for each row
when (old.deleted_at is not null and new.deleted_at is null) execute function refuse_merged();
