/**
 * The guarantees of row-level security, tested by plain SQL as the application's role, for every kind of owner of the database.
 */
import { randomUUID } from "node:crypto";
import type { PgTable } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { columnsOf } from "#kit/table";
import { tableKind } from "#kit/table-access";
import type { Database } from "#local/database";
import type { OpenDatabase } from "#testing/database";
import { discoverPillars } from "#testing/known-pillars";
import { as, asService, databasesByOwner, householdOf, insert, person, problemOf } from "#testing/people";
import { allTables } from "#testing/rows";
import { someOf } from "#testing/sampled";

/** Tables of vectors, which exist only with pgvector and are reached by the service alone. */
const optional = ["search_bits", "search_models", "search_unembedded", "search_vectors"];

const pillars = await discoverPillars();
const tables = await allTables();
/** The names of the tables whose declarations are like this. */
const declaredWith = (is: (table: PgTable) => boolean) =>
  [...tables].flatMap(([name, table]) => (is(table) ? [name] : [])).sort();

describe.each(someOf("databases", databasesByOwner, 1))("row-level security on %s", (_, open) => {
  let opened: OpenDatabase;
  let database: Database;
  beforeAll(async () => {
    opened = await open();
    database = opened.database;
  });
  afterAll(() => opened?.close());

  const title = (userId: string, id: string) =>
    as(database, userId)
      .query<{ title: string }>("select title from tasks where id = $1", [id])
      .then(([row]) => row?.title);
  const rename = (userId: string, id: string) =>
    as(database, userId)
      .query("update tasks set title = 'renamed' where id = $1 returning id", [id])
      .then((rows) => rows.length);
  const remove = (userId: string, id: string) =>
    as(database, userId)
      .query("delete from tasks where id = $1 returning id", [id])
      .then((rows) => rows.length);

  describe("context", () => {
    it("runs as a role that owns nothing and bypasses nothing", async () => {
      const ada = await person(database);
      const [role] = await as(database, ada).query(
        "select rolname, rolsuper, rolbypassrls, (select count(*)::int from pg_class where relowner = r.oid) as owned from pg_roles r where rolname = current_user",
      );
      expect(role).toEqual({ rolname: "lifeos_app", rolsuper: false, rolbypassrls: false, owned: 0 });
    });

    it("does not leak from one transaction into the next on the same connection", async () => {
      const [ada, ben] = [await person(database), await person(database)];
      await insert(database, ada, "tasks", { title: "Ada's" });
      await insert(database, ben, "tasks", { title: "Ben's" });
      for (let turn = 0; turn < 3; turn++) {
        expect(await as(database, ada).query("select title from tasks")).toEqual([{ title: "Ada's" }]);
        expect(await as(database, ben).query("select title from tasks")).toEqual([{ title: "Ben's" }]);
        expect(await as(database, null).query("select title from tasks")).toEqual([]);
      }
    });

    it("writes nothing without a user", async () => {
      expect(await problemOf(as(database, null).query("insert into tasks (title) values ('x')"))).toMatchObject({
        code: expect.stringMatching(/42501|23502/),
      });
    });
  });

  describe("households", () => {
    it("shows shared rows to members and none to strangers", async () => {
      const [ada, ben, eve] = [await person(database), await person(database), await person(database)];
      const home = await householdOf(database, ada, ben);
      const shared = await insert(database, ada, "tasks", { title: "shared", household_id: home });
      const own = await insert(database, ada, "tasks", { title: "own" });
      expect([await title(ben, shared), await title(ben, own)]).toEqual(["shared", undefined]);
      expect(await rename(ben, shared)).toBe(1);
      expect([await title(eve, shared), await rename(eve, shared), await remove(eve, shared)]).toEqual([
        undefined,
        0,
        0,
      ]);
    });

    it("shows a todo list to the household only when it is marked shared", async () => {
      const [ada, ben] = [await person(database), await person(database)];
      const home = await householdOf(database, ada, ben);
      await insert(database, ada, "todo_lists", { name: "secret", household_id: home });
      await insert(database, ada, "todo_lists", { name: "open", household_id: home, is_shared: true });
      expect(await as(database, ben).query("select name from todo_lists")).toEqual([{ name: "open" }]);
    });

    it("prevents strangers from planting a row, by insert or by update", async () => {
      const [ada, eve] = [await person(database), await person(database)];
      const home = await householdOf(database, ada);
      const plant = { title: "planted", household_id: home };
      expect(await problemOf(insert(database, eve, "tasks", plant))).toMatchObject({ code: "LF004" });
      const own = await insert(database, eve, "tasks", { title: "own" });
      const move = as(database, eve).query("update tasks set household_id = $1 where id = $2", [home, own]);
      expect(await problemOf(move)).toMatchObject({ code: "LF004", detail: "household_id" });
      const pantry = insert(database, eve, "pantry_items", { name: "x", household_id: home, unit: "g" });
      expect(await problemOf(pantry)).toMatchObject({ code: "LF004" });
      expect(await as(database, ada).query("select id from tasks")).toEqual([]);
    });

    it("prevents writing in another person's name", async () => {
      const [ada, eve] = [await person(database), await person(database)];
      expect(await problemOf(insert(database, eve, "tasks", { title: "x", user_id: ada }))).toMatchObject({
        code: "42501",
      });
      const own = await insert(database, eve, "tasks", { title: "own" });
      const give = as(database, eve).query("update tasks set user_id = $1 where id = $2", [ada, own]);
      expect(await problemOf(give)).toMatchObject({ code: "42501" });
    });

    it("lets only the owner decide where a row is shared", async () => {
      const [ada, ben] = [await person(database), await person(database)];
      const home = await householdOf(database, ada, ben);
      const other = await householdOf(database, ben);
      const shared = await insert(database, ada, "tasks", { title: "shared", household_id: home });
      for (const household of [other, null]) {
        const take = as(database, ben).query("update tasks set household_id = $1 where id = $2", [household, shared]);
        expect(await problemOf(take)).toMatchObject({ code: "42501" });
      }
      await as(database, ada).query("update tasks set household_id = null where id = $1", [shared]);
      expect(await title(ben, shared)).toBeUndefined();
    });

    it("looks up membership without infinite recursion", async () => {
      const [ada, ben, eve] = [await person(database), await person(database), await person(database)];
      await householdOf(database, ada, ben);
      const members = "select user_id, role from household_members order by role";
      expect(await as(database, ben).query(members)).toEqual([
        { user_id: ada, role: "admin" },
        { user_id: ben, role: "member" },
      ]);
      expect(await as(database, eve).query(members)).toEqual([]);
    });

    it("prevents joining by oneself and making oneself an admin", async () => {
      const [ada, ben, eve] = [await person(database), await person(database), await person(database)];
      const home = await householdOf(database, ada, ben);
      const join = { household_id: home, user_id: eve, role: "admin" };
      expect(await problemOf(insert(database, eve, "household_members", join))).toMatchObject({ code: "42501" });
      const promote = "update household_members set role = 'admin' where user_id = $1 returning id";
      expect(await as(database, ben).query(promote, [ben])).toEqual([]);
      expect(await as(database, ada).query(promote, [ben])).toHaveLength(1);
    });
  });

  describe("grants", () => {
    const grant = (grantor: string, entity: string, grantee: string, role: string) =>
      insert(database, grantor, "access_grants", {
        entity_type: "task",
        entity_id: entity,
        grantee_id: grantee,
        role,
      });

    it("gives each role its rights", async () => {
      const ada = await person(database);
      const task = await insert(database, ada, "tasks", { title: "granted" });
      for (const [role, renamed] of [
        ["viewer", 0],
        ["collaborator", 1],
        ["owner", 1],
      ] as const) {
        const ben = await person(database);
        await grant(ada, task, ben, role);
        expect(await title(ben, task), role).toBeDefined();
        expect(await rename(ben, task), role).toBe(renamed);
        expect(await remove(ben, task), role).toBe(0);
      }
    });

    it("refuses a grant in another's name, and one on a row that the grantor may change but does not own", async () => {
      const [ada, eve, mallory] = [await person(database), await person(database), await person(database)];
      const task = await insert(database, ada, "tasks", { title: "Ada's" });
      const forged = insert(database, eve, "access_grants", {
        entity_type: "task",
        entity_id: task,
        grantor_id: ada,
        grantee_id: eve,
        role: "owner",
      });
      expect(await problemOf(forged)).toMatchObject({ code: "42501" });
      expect(await problemOf(grant(mallory, task, eve, "owner"))).toMatchObject({ code: "42501" });
      await grant(ada, task, mallory, "collaborator");
      expect(await problemOf(grant(mallory, task, eve, "viewer"))).toMatchObject({ code: "42501" });
      expect([await title(eve, task), await rename(eve, task)]).toEqual([undefined, 0]);
    });

    it("ends when it is withdrawn, by either side", async () => {
      const [ada, ben, eve] = [await person(database), await person(database), await person(database)];
      const task = await insert(database, ada, "tasks", { title: "granted" });
      const given = await grant(ada, task, ben, "viewer");
      const withdraw = "delete from access_grants where id = $1 returning id";
      expect(await as(database, eve).query(withdraw, [given])).toEqual([]);
      expect(await as(database, ben).query(withdraw, [given])).toHaveLength(1);
      expect(await title(ben, task)).toBeUndefined();
    });

    it("gives no access to secrets", async () => {
      const [ada, ben] = [await person(database), await person(database)];
      const key = await insert(database, ada, "api_keys", { name: "k", prefix: "life_x", secret_hash: randomUUID() });
      expect(await problemOf(grant(ada, key, ben, "owner"))).toMatchObject({ code: "42501" });
      const given =
        "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id) values ($1, $2, $3, $4)";
      await asService(database).query(given, ["api_key", key, ada, ben]);
      expect(await as(database, ben).query("select id from api_keys")).toEqual([]);
    });

    it("extends from a parent to its children", async () => {
      const [ada, ben, eve] = [await person(database), await person(database), await person(database)];
      const task = await insert(database, ada, "tasks", { title: "granted" });
      const blocker = await insert(database, ada, "tasks", { title: "blocker" });
      await insert(database, ada, "task_dependencies", { task_id: task, blocked_by_task_id: blocker });
      await grant(ada, task, ben, "viewer");
      expect(await as(database, ben).query("select task_id from task_dependencies")).toEqual([{ task_id: task }]);
      expect(await as(database, ben).query("delete from task_dependencies returning id")).toEqual([]);
      expect(await as(database, eve).query("select task_id from task_dependencies")).toEqual([]);
    });
  });

  describe("references", () => {
    it("gives the same refusal for a missing row and for another person's", async () => {
      const [ada, eve] = [await person(database), await person(database)];
      const project = await insert(database, ada, "projects", { name: "Ada's" });
      const task = await insert(database, ada, "tasks", { title: "Ada's" });
      const mine = await insert(database, eve, "tasks", { title: "Eve's" });
      const attempts = (target: string): [string, unknown[]][] => [
        ["insert into tasks (title, project_id) values ('x', $1)", [target]],
        ["update tasks set project_id = $1 where id = $2", [target, mine]],
        ["insert into task_dependencies (task_id, blocked_by_task_id) values ($1, $2)", [target, mine]],
        ["insert into task_dependencies (task_id, blocked_by_task_id) values ($2, $1)", [target, mine]],
        ["insert into tasks (title, assignee_id) values ('x', $1)", [target]],
      ];
      const absent = attempts(randomUUID());
      const foreign = [...attempts(project).slice(0, 2), ...attempts(task).slice(2, 4), ...attempts(ada).slice(4)];
      for (const [at, [text, params]] of foreign.entries()) {
        const told = await problemOf(as(database, eve).query(text, params));
        expect(told).toMatchObject({ code: "LF004", detail: expect.stringMatching(/_id$/) });
        expect(await problemOf(as(database, eve).query(...absent[at]!))).toEqual(told);
      }
    });

    it("refuses references to deleted rows", async () => {
      const ada = await person(database);
      const project = await insert(database, ada, "projects", { name: "old" });
      await as(database, ada).query("update projects set deleted_at = now() where id = $1", [project]);
      const told = await problemOf(insert(database, ada, "tasks", { title: "x", project_id: project }));
      expect(told).toMatchObject({ code: "LF004", detail: "project_id" });
    });

    it("keeps a reference that was allowed when it was made", async () => {
      const ada = await person(database);
      const project = await insert(database, ada, "projects", { name: "old" });
      const task = await insert(database, ada, "tasks", { title: "x", project_id: project });
      await as(database, ada).query("update projects set deleted_at = now() where id = $1", [project]);
      expect(await rename(ada, task)).toBe(1);
    });

    it("accepts only people of one's household", async () => {
      const [ada, ben, eve] = [await person(database), await person(database), await person(database)];
      const home = await householdOf(database, ada, ben);
      const task = { title: "x", household_id: home };
      await insert(database, ada, "tasks", { ...task, assignee_id: ben });
      const told = await problemOf(insert(database, ada, "tasks", { ...task, assignee_id: eve }));
      expect(told).toMatchObject({ code: "LF004", detail: "assignee_id" });
    });

    it("sees rows that the same statement has inserted", async () => {
      const ada = await person(database);
      const rows = await as(database, ada).query(
        `with p as (insert into projects (name) values ('new') returning id)
         insert into tasks (title, project_id) select 'x', id from p returning project_id`,
      );
      expect(rows).toHaveLength(1);
    });

    it("looks a reference up once a statement, and anew in the next one", async () => {
      const [ada, eve] = [await person(database), await person(database)];
      const project = await insert(database, ada, "projects", { name: "p" });
      const category = await insert(database, ada, "budget_categories", { name: "c" });
      const times = () => database.query("select count(*)::int as times from asked_for");
      await database.query("create unlogged table asked_for (id uuid)");
      await database.query(`create function ask_for(id uuid) returns boolean language sql volatile security definer
        set search_path = public, pg_temp as $$ insert into asked_for values (id) returning true $$`);
      await database.query("grant all on asked_for to public");
      await database.query("grant execute on function ask_for(uuid) to lifeos_app");
      await database.query(
        "create policy counting on budget_categories as restrictive for select to lifeos_app using (ask_for(id))",
      );
      try {
        await as(database, ada).query(
          `insert into transactions (date, amount_cents, budget_category_id) select '2026-03-01', n, $1 from generate_series(1, 20) n`,
          [category],
        );
        expect(await times()).toEqual([{ times: 1 }]);
        await as(database, ada).query("update transactions set budget_category_id = null");
        await as(database, ada).query("update transactions set budget_category_id = $1", [category]);
        expect(await times()).toEqual([{ times: 2 }]);
      } finally {
        await database.query("drop policy counting on budget_categories");
        await database.query("drop function ask_for");
        await database.query("drop table asked_for");
      }

      const one = "insert into tasks (title, project_id) values ('x', $1)";
      const gone = as(database, ada).batch(async (tx) => {
        await tx.query(one, [project]);
        await tx.query("update projects set deleted_at = now() where id = $1", [project]);
        await tx.query(one, [project]);
      });
      expect(await problemOf(gone)).toMatchObject({ code: "LF004", detail: "project_id" });
      const byAnother = as(database, ada).batch(async (tx) => {
        await tx.query(one, [project]);
        await tx.query("select set_config('app.user_id', $1, true)", [eve]);
        await tx.query(one, [project]);
      });
      expect(await problemOf(byAnother)).toMatchObject({ code: "LF004", detail: "project_id" });
    });

    it("remembers a reference of a statement for who has made it and for its column alone", async () => {
      const [ada, eve] = [await person(database), await person(database)];
      const project = await insert(database, ada, "projects", { name: "p" });
      const given = (rows: string) => `insert into tasks (title, project_id, goal_id)
        select case n when 2 then set_config('app.user_id', $2::uuid::text, true) else 'x' end, p, g from (values ${rows}) r (n, p, g)`;
      const asBoth = as(database, ada).query(given("(1, $1::uuid, null::uuid), (2, $1, null)"), [project, eve]);
      expect(await problemOf(asBoth)).toMatchObject({ code: "LF004", detail: "project_id" });
      const asGoal = as(database, ada).query(given("(1, $1::uuid, null::uuid), (2, null, $1)"), [project, ada]);
      expect(await problemOf(asGoal)).toMatchObject({ code: "LF004", detail: "goal_id" });
      const unknown = as(database, ada).query(given("(1, $1::uuid, null::uuid), (3, $2::uuid, null)"), [project, eve]);
      expect(await problemOf(unknown)).toMatchObject({ code: "LF004", detail: "project_id" });
    });

    it("checks every foreign key to a table with row-level security", async () => {
      const unchecked = await database.query(
        `select k.conrelid::regclass::text as table, a.attname as column from pg_constraint k
         join pg_class t on t.oid = k.confrelid and t.relrowsecurity
         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
         where k.contype = 'f' and a.attname not in ('user_id', 'grantor_id') and 2 <> (
           select count(*) from pg_trigger g where g.tgrelid = k.conrelid
             and g.tgname in ('check_reference_' || a.attname, 'check_reference_' || a.attname || '_new'))`,
      );
      expect(unchecked).toEqual([]);
    });
  });

  describe("columns that the application never changes", () => {
    const forbidden = [
      ["when a row was made", "update tasks set created_at = now()"],
      ["an id", "update tasks set id = uuidv7()"],
      ["its own privileges", "select secure_tables()"],
      ...pillars.flatMap((one) => Object.entries(one.neverAllowed ?? {})),
    ] as const;
    it.each(forbidden)("%s", async (_what, statement) => {
      const eve = await person(database);
      expect(await problemOf(as(database, eve).query(statement))).toMatchObject({ code: "42501" });
    });

    it("lets people change their own name and settings", async () => {
      const ada = await person(database);
      expect(await as(database, ada).query("update users set name = 'Ada' returning id")).toEqual([{ id: ada }]);
      expect(await as(database, ada).query("update user_settings set theme = 'dark' returning theme")).toHaveLength(1);
    });

    it("prevents starting with a balance", async () => {
      const ada = await person(database);
      await asService(database).query("delete from user_settings where user_id = $1", [ada]);
      const rich = as(database, ada).query(
        "insert into user_settings (user_id, current_token_balance) values ($1, 1000)",
        [ada],
      );
      expect(await problemOf(rich)).toMatchObject({ code: "42501" });
      await as(database, ada).query("insert into user_settings (user_id) values ($1)", [ada]);
    });
  });

  describe("from the catalog", () => {
    it("every table has forced row-level security, and a policy unless only the service reaches it", async () => {
      const tables = await database.query<{ name: string; forced: boolean; policies: string }>(
        `select relname as name, relrowsecurity and relforcerowsecurity as forced,
           (select count(*) from pg_policy p where p.polrelid = c.oid) as policies
         from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
      );
      expect(tables.length).toBeGreaterThan(80);
      expect(tables.filter(({ forced }) => !forced)).toEqual([]);
      expect(
        tables
          .filter(({ policies }) => policies === "0")
          .map(({ name }) => name)
          .filter((name) => !optional.includes(name))
          .sort(),
      ).toEqual(declaredWith((table) => tableKind(table) === "service"));
    });

    it("the application has only the privileges on a table that a policy covers", async () => {
      const loose = await database.query(
        `select c.relname, command from pg_class c, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) command
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
           and case when command in ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES')
             then has_any_column_privilege('lifeos_app', c.oid, command) else has_table_privilege('lifeos_app', c.oid, command) end
           and not exists (select from pg_policy p where p.polrelid = c.oid and p.polroles @> array['lifeos_app'::regrole::oid]
             and p.polcmd = case command when 'SELECT' then 'r' when 'INSERT' then 'a' when 'UPDATE' then 'w' when 'DELETE' then 'd' end::"char")`,
      );
      expect(loose).toEqual([]);
    });

    it("every shared table with changes reports lost rows to its household", async () => {
      const tables = await database.query<{ name: string; trigger: string | null; looks: string[] }>(
        `select c.relname as name, pg_get_triggerdef(t.oid) as trigger, array(
           select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attname = any(array['household_id', 'is_shared'])
             and exists (select from pg_policies p where p.tablename = c.relname and p.cmd = 'SELECT' and p.qual ~ a.attname)) as looks
         from pg_class c left join pg_trigger t on t.tgrelid = c.oid and t.tgname = 'revise_household' and t.tgenabled = 'O'
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and 3 = (
           select count(*) from pg_attribute a where a.attrelid = c.oid and (a.attname in ('user_id', 'deleted_at')
             or a.attname = 'household_id' and not a.attnotnull) and not a.attisdropped)`,
      );
      expect(tables.length).toBeGreaterThan(5);
      for (const { name, trigger, looks } of tables)
        for (const column of looks) expect(trigger, name).toMatch(new RegExp(`old\\.${column}.*new\\.${column}`));
      expect(
        tables
          .filter(({ looks }) => looks.includes("is_shared"))
          .map(({ name }) => name)
          .sort(),
      ).toEqual(declaredWith((table) => columnsOf(table).isShared !== undefined));
    });

    it("definer functions belong to the role that bypasses row-level security, have a fixed search path, and are not executable by the public", async () => {
      const loose = await database.query(
        `select p.oid::regprocedure::text as function from pg_proc p
         where p.pronamespace = 'public'::regnamespace and p.prosecdef and (
           p.proowner <> 'lifeos_definer'::regrole or not 'search_path=public, pg_temp' = any(p.proconfig)
           or exists (select from aclexplode(p.proacl) where grantee = 0))`,
      );
      expect(loose).toEqual([]);
    });

    it("has vectors with pgvector, and works without it", async () => {
      const [found] = await database.query("select to_regclass('search_vectors') is not null as found");
      expect(found).toEqual({ found: database.kind === "pglite" });
    });
  });
});
