CREATE TABLE "access_revisions" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "access_revisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "access_revisions" ADD CONSTRAINT "access_revisions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE POLICY "access_revisions_read" ON "access_revisions" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (access_revisions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint

-- Counts for these people that they see other rows than before: once for a transaction, however many rows it is about. (One that
-- has counted is where the version of the row comes from.) Whoever is being erased is not counted any more.
create function revise_access(people uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into access_revisions as a (user_id)
  select u.id from users u
  where u.id = any(people) and not exists (
    select from access_revisions r where r.user_id = u.id and r.xmin = pg_current_xact_id()::xid)
  order by u.id
  on conflict (user_id) do update set revision = a.revision + 1;
end $$;
--> statement-breakpoint
-- Whoever joins sees what is there; whoever leaves does not, nor do the others see the rows that go along, which are erased
-- before they are unshared when an account is.
create function revise_members() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform revise_access(array[new.user_id]);
  else
    perform revise_access(array(
      select old.user_id union select m.user_id from household_members m where m.household_id = old.household_id));
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger revise_members after insert or delete on household_members for each row execute function revise_members();
--> statement-breakpoint
create function revise_grantee() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform revise_access(array[old.grantee_id, new.grantee_id]);
  return null;
end $$;
--> statement-breakpoint
create trigger revise_grantee after insert or delete or update of grantee_id on access_grants for each row
execute function revise_grantee();
--> statement-breakpoint
-- On every shared table that can be followed (see install_triggers): the household has lost a row, which its members read no more.
create function revise_household() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform revise_access(array(select m.user_id from household_members m where m.household_id = old.household_id));
  return null;
end $$;
--> statement-breakpoint
create or replace function install_triggers(target regclass) returns void language plpgsql as $$
declare
  columns constant text[] := array(
    select a.attname from pg_attribute a where a.attrelid = target and a.attnum > 0 and not a.attisdropped);
  shared constant boolean := columns @> array['user_id', 'household_id'] and not exists (
    select from pg_attribute h where h.attrelid = target and h.attname = 'household_id' and h.attnotnull);
  lost text;
  parent text;
begin
  if 'updated_at' = any(columns) then
    execute format('create or replace trigger touch before update on %s for each row execute function %s()',
      target, case when 'version' = any(columns) then 'touch_version' else 'touch' end);
  end if;
  if shared then
    execute format('create or replace trigger keep_household before update of household_id on %s for each row
      when (new.household_id is distinct from old.household_id) execute function keep_household()', target);
  end if;
  if shared and 'deleted_at' = any(columns) then
    -- Whatever the read policy looks at: the household, and where there is such a thing that the row is shared with it.
    select string_agg(format(
      case when a.atttypid = 'boolean'::regtype then 'old.%1$I and not new.%1$I' else 'old.%1$I is distinct from new.%1$I' end,
      a.attname), ' or ' order by a.attnum)
    into lost from pg_attribute a
    where a.attrelid = target and a.attname not in ('id', 'user_id') and exists (
      select from pg_policy p join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid
      where p.polrelid = target and p.polcmd = 'r' and d.refobjid = target and d.refobjsubid = a.attnum);
    execute format('create or replace trigger revise_household after update on %s for each row
      when (old.household_id is not null and (%s)) execute function revise_household()', target, lost);
  end if;
  for parent in
    select a.attname from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
    where k.contype = 'f' and k.conrelid = target and k.confrelid = target and a.attname like 'parent%'
  loop
    execute format('create or replace trigger %I after update of %I on %s for each row
      when (new.%2$I is not null and new.%2$I is distinct from old.%2$I) execute function refuse_cycle(%4$L, %5$L, %2$L)',
      'refuse_cycle_' || parent, parent, target, target::text, 'id');
  end loop;
end $$;
