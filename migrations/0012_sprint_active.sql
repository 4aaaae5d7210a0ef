-- At most one sprint is active for each person and life domain, and one without any: held by one index, so that no two requests
-- can meet in between. Of those that did, all but the last go back to planned. (Force would hide the rows from their owner.)
ALTER TABLE "sprints" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE "sprints" SET status = 'planned' WHERE id IN (
  SELECT ranked.id FROM (
    SELECT s.id, row_number() OVER (PARTITION BY s.user_id, s.life_domain_id ORDER BY s.updated_at DESC, s.id DESC) AS place
    FROM "sprints" s WHERE s.status = 'active') ranked
  WHERE ranked.place > 1);--> statement-breakpoint
ALTER TABLE "sprints" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
DROP INDEX "sprints_one_active";--> statement-breakpoint
CREATE UNIQUE INDEX "sprints_one_active" ON "sprints" USING btree ("user_id",coalesce(life_domain_id, user_id)) WHERE status = 'active';--> statement-breakpoint
-- A life domain can be deleted whatever is active in it: its sprint stays active among those without a domain, unless another one
-- is; then it goes back to planned. The person's sprints stand still meanwhile, so that none is started between look and change.
create function pause_sprint() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform from sprints s where s.user_id = new.user_id and s.id <> new.id order by s.id for update;
  if exists (
    select from sprints s
    where s.user_id = new.user_id and s.id <> new.id and s.life_domain_id is null and s.status = 'active'
  ) then
    new.status := 'planned';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- Inside of a trigger it is the foreign key that empties the column; what a person asks for is refused instead.
create trigger pause_sprint before update of life_domain_id on sprints for each row
when (new.status = 'active' and new.life_domain_id is null and pg_trigger_depth() > 0) execute function pause_sprint();
