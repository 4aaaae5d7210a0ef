/** The guarantees of the database's own functions and triggers, tested by plain SQL. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database, Sql } from "#local/database";
import type { OpenDatabase } from "#testing/database";
import { as, asService, databasesByOwner, householdOf, insert, person, problemOf } from "#testing/people";
import { someOf } from "#testing/sampled";

describe.each(someOf("databases", databasesByOwner, 1))("database functions on %s", (_, open) => {
  let opened: OpenDatabase;
  let database: Database;
  beforeAll(async () => {
    opened = await open();
    database = opened.database;
  });
  afterAll(() => opened?.close());

  const one = async (sql: Sql, text: string, params: unknown[] = []) =>
    Object.values((await sql.query(text, params))[0] ?? {})[0];

  describe("once_claim", () => {
    const create = (userId: string, key: string, hash: string, titleOfTask: string) =>
      as(database, userId).batch(async (tx) => {
        await tx.query("select once_claim($1, $2, '24 hours')", [key, hash]);
        await tx.query(
          `with changed as (insert into tasks (title) values ($1) returning *)
           select * from changed where once_put($2, 0, jsonb_build_object('title', title))`,
          [titleOfTask, key],
        );
      });

    it("has one effect and answers a repetition with the rows of the first request", async () => {
      const ada = await person(database);
      await create(ada, "k", "hash", "first");
      const again = await problemOf(create(ada, "k", "hash", "second"));
      expect(again).toMatchObject({ code: "LF001" });
      expect(JSON.parse(again.detail!)).toEqual({ 0: { title: "first" } });
      expect(await as(database, ada).query("select title from tasks")).toEqual([{ title: "first" }]);
    });

    it("refuses the same key with another request, and keeps the keys of two people apart", async () => {
      const [ada, ben] = [await person(database), await person(database)];
      await create(ada, "k", "hash", "Ada's");
      expect(await problemOf(create(ada, "k", "other", "x"))).toMatchObject({ code: "LF002" });
      await create(ben, "k", "other", "Ben's");
    });

    it("does not remember a request that failed", async () => {
      const ada = await person(database);
      const failing = as(database, ada).batch(async (tx) => {
        await tx.query("select once_claim('k', 'hash', '1 hour')");
        await tx.query("select raise_problem('LF005', 'stale')");
      });
      expect(await problemOf(failing)).toMatchObject({ code: "LF005", detail: "stale" });
      await create(ada, "k", "hash", "retried");
    });

    it("takes over a key that has expired", async () => {
      const ada = await person(database);
      await create(ada, "k", "hash", "first");
      await asService(database).query("update idempotency_keys set expires_at = now() where user_id = $1", [ada]);
      await create(ada, "k", "other", "second");
      expect(await problemOf(create(ada, "k", "other", "third"))).toMatchObject({
        detail: JSON.stringify({ 0: { title: "second" } })
          .replace(":{", ": {")
          .replace(':"s', ': "s'),
      });
    });

    it("lets a concurrent duplicate wait for the first and then repeat its answer", async () => {
      if (database.kind === "pglite") return expect(database.kind).toBe("pglite"); // It has one connection.
      const ada = await person(database);
      let duplicate: Promise<unknown> | undefined;
      await as(database, ada).batch(async (tx) => {
        await tx.query("select once_claim('k', 'hash', '1 hour')");
        duplicate = problemOf(create(ada, "k", "hash", "second"));
        await waitingOn(database, "once_claim");
        await tx.query("select once_put('k', 0, '{\"title\": \"first\"}')");
      });
      expect(await duplicate).toMatchObject({ code: "LF001", detail: '{"0": {"title": "first"}}' });
    });
  });

  describe("inbox_claim", () => {
    const handle = (userId: string, consumer: string, event: string) =>
      as(database, userId).batch(async (tx) => {
        await tx.query("select inbox_claim($1, $2)", [consumer, event]);
        await tx.query("select inbox_put($1, $2, 3, '{\"done\": true}')", [consumer, event]);
      });

    it("lets each consumer handle an event once", async () => {
      const ada = await person(database);
      const event = randomUUID();
      await handle(ada, "meals", event);
      await handle(ada, "vendors", event);
      const again = await problemOf(handle(ada, "meals", event));
      expect(again).toMatchObject({ code: "LF001", detail: '{"3": {"done": true}}' });
    });
  });

  describe("claims of others", () => {
    it("can be neither taken nor read, and nobody can claim for the service", async () => {
      const [ada, eve] = [await person(database), await person(database)];
      const [first, event] = [randomUUID(), randomUUID()];
      const claim = (who: string | null, id: string) =>
        as(database, who).batch(async (tx) => {
          await tx.query("select inbox_claim('meals', $1)", [id]);
          return tx.query("select inbox_put('meals', $1, 0, $2) as kept", [id, { by: who }]);
        });
      await claim(eve, first);
      expect(await claim(ada, first)).toEqual([{ kept: true }]);
      await claim(ada, event);
      expect(await one(as(database, eve), "select inbox_put('meals', $1, 0, '{\"by\": \"eve\"}')", [event])).toBe(
        false,
      );
      expect((await problemOf(claim(ada, event))).detail).toBe(`{"0": {"by": "${ada}"}}`);
      expect(await claim(eve, event)).toEqual([{ kept: true }]);
      expect(await problemOf(claim(null, randomUUID()))).toMatchObject({ code: "42501" });
    });
  });

  describe("rate_take", () => {
    it("takes nothing from another person's bucket", async () => {
      const [ada, eve] = [await person(database), await person(database)];
      const key = await insert(database, ada, "api_keys", { name: "k", prefix: "life_x", secret_hash: randomUUID() });
      const take = (who: string | null, bucket: string) =>
        one(as(database, who), "select rate_take($1, 5, 86400)", [bucket]);
      for (const bucket of [`mutations:${ada}`, `api_key:${key}`]) {
        expect(await problemOf(take(eve, bucket))).toMatchObject({ code: "42501" });
        expect(await take(ada, bucket)).toBe(4);
      }
      for (const bucket of ["everybody", `mutations:${ada}:${eve}`, ""])
        expect(await problemOf(take(eve, bucket)), bucket).toMatchObject({ code: "42501" });
      expect(await problemOf(take(null, "mutations:"))).toMatchObject({ code: "42501" });
    });

    it("counts down to zero, says when to retry, and starts again in the next window", async () => {
      const id = await person(database);
      const ada = as(database, id);
      const bucket = `mutations:${id}`;
      // With a window of a day, only a test at the very end of one could see two.
      const take = () => one(ada, "select rate_take($1, 2, 86400)", [bucket]);
      expect([await take(), await take()]).toEqual([1, 0]);
      const limited = await problemOf(take());
      expect(limited.code).toBe("LF003");
      const detail = JSON.parse(limited.detail!);
      expect(detail).toMatchObject({ limit: 2, remaining: 0 });
      expect(detail.retryAfterSeconds).toBeGreaterThanOrEqual(1);
      expect(detail.retryAfterSeconds).toBeLessThanOrEqual(86_400);
      await asService(database).query(
        "update rate_limits set window_start = window_start - interval '1 day' where bucket = $1",
        [bucket],
      );
      expect(await take()).toBe(1);
    });

    it("takes nothing when the rest of the request fails", async () => {
      const id = await person(database);
      const ada = as(database, id);
      const bucket = `mutations:${id}`;
      const failing = ada.batch(async (tx) => {
        await tx.query("select rate_take($1, 2, 86400)", [bucket]);
        await tx.query("select raise_problem('LF005', 'stale')");
      });
      await problemOf(failing);
      expect(await one(ada, "select rate_take($1, 2, 86400)", [bucket])).toBe(1);
    });
  });

  describe("the cache", () => {
    it("keeps a value until it expires or is dropped", async () => {
      const id = await person(database);
      const ada = as(database, id);
      const key = `user:${id}:snapshot:dashboard`;
      await ada.query("select cache_put($1, $2, 60)", [key, '{"n": 1}']);
      await ada.query("select cache_put($1, $2, null)", [`user:${id}:other`, '{"n": 2}']);
      expect(await one(ada, "select cache_get($1)", [key])).toEqual({ n: 1 });
      await asService(database).query("update cache_entries set expires_at = now() where key = $1", [key]);
      expect(await one(ada, "select cache_get($1)", [key])).toBeNull();
      expect(await one(ada, "select cache_drop($1)", [`user:${id}:`])).toBe(2);
      expect(await one(ada, "select cache_get($1)", [`user:${id}:other`])).toBeNull();
    });

    it("gives no access to another person's keys, and read-only access to shared ones", async () => {
      const [ada, eve] = [await person(database), await person(database)];
      await as(database, ada).query("select cache_put($1, '1', 60)", [`user:${ada}:x`]);
      await asService(database).query("select cache_put('weather:1:2', '{\"temp\": 20}', 60)");
      expect(await one(as(database, eve), "select cache_get('weather:1:2')")).toEqual({ temp: 20 });
      for (const [call, key] of [
        ["cache_get($1)", `user:${ada}:x`],
        ["cache_put($1, '2', 60)", `user:${ada}:x`],
        ["cache_put($1, '2', 60)", "weather:1:2"],
        ["cache_drop($1)", `user:${ada}:`],
        ["cache_drop($1)", "user:"],
        ["cache_drop($1)", ""],
        ["cache_get($1)", `ai:plan_day:${ada}:1:2`],
        ["cache_get($1)", `agent:${randomUUID()}:thinking`],
      ] as const) {
        expect(await problemOf(as(database, eve).query(`select ${call}`, [key])), call).toMatchObject({
          code: "42501",
        });
      }
      const run = await insert(database, eve, "agent_runs", { agent: "planner", goal: "x" });
      for (const key of [`ai:plan_day:${eve}:1:2`, `agent:${run}:thinking`]) {
        await as(database, eve).query("select cache_put($1, '1', 60)", [key]);
      }
    });

    it("deletes by prefix, without treating characters in it as wildcards", async () => {
      const id = await person(database);
      const ada = as(database, id);
      for (const name of ["a_c", "abc"]) await ada.query("select cache_put($1, '1', 60)", [`user:${id}:${name}`]);
      expect(await one(ada, "select cache_drop($1)", [`user:${id}:a_`])).toBe(1);
    });
  });

  describe("households", () => {
    const leave = (who: string) =>
      as(database, who).query("delete from household_members where user_id = $1 returning id", [who]);

    it("keep their last admin, who may leave once there is another", async () => {
      const [ada, ben] = [await person(database), await person(database)];
      const home = await householdOf(database, ada, ben);
      expect(await problemOf(leave(ada))).toMatchObject({ code: "LF005", detail: "last_admin" });
      const demote = "update household_members set role = 'member' where user_id = $1";
      expect(await problemOf(as(database, ada).query(demote, [ada]))).toMatchObject({ code: "LF005" });
      const promote = "update household_members set role = 'admin' where user_id = $1";
      await as(database, ada).query(promote, [ben]);
      expect(await leave(ada)).toHaveLength(1);
      expect(await as(database, ada).query("select id from households where id = $1", [home])).toEqual([]);
      expect(await as(database, ada).query("select id from household_members")).toEqual([]);
    });

    it("keep one of two admins who leave at the same time", async () => {
      if (database.kind === "pglite") return expect(database.kind).toBe("pglite"); // It has one connection.
      const [ada, ben] = [await person(database), await person(database)];
      await householdOf(database, ada, ben);
      await as(database, ada).query("update household_members set role = 'admin' where user_id = $1", [ben]);
      let second: Promise<unknown> | undefined;
      await as(database, ada).batch(async (tx) => {
        await tx.query("delete from household_members where user_id = $1", [ada]);
        second = problemOf(leave(ben));
        await waitingOn(database, "delete from household_members");
      });
      expect(await second).toMatchObject({ code: "LF005", detail: "last_admin" });
    });

    it("are deleted as a whole when an admin removes them, and rows stay with their owners", async () => {
      const [ada, ben] = [await person(database), await person(database)];
      const home = await householdOf(database, ada, ben);
      const task = await insert(database, ben, "tasks", { title: "Ben's", household_id: home });
      expect(await as(database, ben).query("delete from households where id = $1 returning id", [home])).toEqual([]);
      await as(database, ada).query("delete from households where id = $1", [home]);
      expect(await as(database, ben).query("select id, household_id from tasks")).toEqual([
        { id: task, household_id: null },
      ]);
    });

    it("lose the rows of a member who leaves, and only those", async () => {
      const [ada, ben] = [await person(database), await person(database)];
      const home = await householdOf(database, ada, ben);
      await insert(database, ben, "tasks", { title: "Ben's", household_id: home });
      await insert(database, ben, "accounts", { name: "Ben's", type: "cash", household_id: home });
      await insert(database, ada, "tasks", { title: "Ada's", household_id: home });
      await leave(ben);
      expect(await as(database, ada).query("select title from tasks")).toEqual([{ title: "Ada's" }]);
      expect(await as(database, ada).query("select name from accounts")).toEqual([]);
      expect(await as(database, ben).query("select title, household_id from tasks")).toEqual([
        { title: "Ben's", household_id: null },
      ]);
    });

    it("are joined with the token of an invite, once and in time", async () => {
      const [ada, ben, eve] = [await person(database), await person(database), await person(database)];
      const home = await householdOf(database, ada);
      const [address] = await database.query<{ email: string }>("select email from users where id = $1", [ben]);
      const invite = (hash: string, expires: string) =>
        as(database, ada).query(
          "insert into household_invites (household_id, email, token_hash, expires_at) values ($1, upper($4), $2, now() + $3::interval)",
          [home, hash, expires, address!.email],
        );
      const [valid, late] = [randomUUID(), randomUUID()];
      await invite(valid, "1 day");
      await invite(late, "-1 second");
      const accept = (who: string, hash: string) =>
        one(as(database, who), "select accept_household_invite($1)", [hash]);
      const refused = { code: "LF004", detail: "token" };
      // The token alone is not enough: the invite is for a certain address.
      expect(await problemOf(accept(eve, valid))).toMatchObject(refused);
      expect(await accept(ben, valid)).toBe(home);
      expect(await problemOf(accept(ben, valid))).toMatchObject(refused);
      expect(await problemOf(accept(ben, late))).toMatchObject(refused);
      expect(await problemOf(accept(eve, valid))).toMatchObject(refused);
      expect(await problemOf(accept(eve, late))).toMatchObject(refused);
      expect(await problemOf(accept(eve, "guess"))).toMatchObject(refused);
      expect(await as(database, ben).query("select role from household_members where user_id = $1", [ben])).toEqual([
        { role: "member" },
      ]);
    });
  });

  describe("rows", () => {
    it("have the time of their last change, and a rising version, whatever the statement says", async () => {
      const ada = await person(database);
      const task = await insert(database, ada, "tasks", { title: "x" });
      const [row] = await as(database, ada).query(
        "update tasks set version = 7 where id = $1 returning version, updated_at > created_at as moved",
        [task],
      );
      expect(row).toEqual({ version: 2, moved: true });
    });

    it("never form a cycle", async () => {
      const ada = await person(database);
      const [a, b, c] = [
        await insert(database, ada, "goals", { title: "a", level: "yearly" }),
        await insert(database, ada, "goals", { title: "b", level: "yearly" }),
        await insert(database, ada, "goals", { title: "c", level: "yearly" }),
      ];
      const under = (child: string, parent: string) =>
        as(database, ada).query("update goals set parent_id = $1 where id = $2", [parent, child]);
      await under(b, a);
      await under(c, b);
      expect(await problemOf(under(a, c))).toMatchObject({ code: "LF005", detail: "cycle" });
      await under(c, a);

      const tasks: string[] = [];
      for (const name of ["a", "b", "c"]) tasks.push(await insert(database, ada, "tasks", { title: name }));
      const block = (task: number, by: number) =>
        insert(database, ada, "task_dependencies", { task_id: tasks[task], blocked_by_task_id: tasks[by] });
      await block(0, 1);
      await block(1, 2);
      expect(await problemOf(block(2, 0))).toMatchObject({ code: "LF005", detail: "cycle" });
      await block(0, 2);
    });

    it("of the ledger add up to the balance", async () => {
      const ada = await person(database);
      for (const amount of [1000, -300, -50]) {
        await asService(database).query(
          "insert into token_ledger (user_id, amount, category, reference_type, reference_id) values ($1, $2, 'grant', 'test', $3)",
          [ada, amount, randomUUID()],
        );
      }
      expect(await one(as(database, ada), "select current_token_balance::int from user_settings")).toBe(650);
    });
  });

  describe("the audit trail", () => {
    it("chains the entries of a person, each to the previous one", async () => {
      const [ada, ben] = [await person(database), await person(database)];
      const log = (who: string, action: string) =>
        as(database, who).query("insert into audit_logs (action, hash, prev_hash) values ($1, 'forged', 'forged')", [
          action,
        ]);
      await log(ada, "first");
      await log(ben, "other");
      await log(ada, "second");
      const entries = await as(database, ada).query<{ action: string; hash: string; prev_hash: string | null }>(
        "select action, hash, prev_hash from audit_logs order by id",
      );
      expect(entries.map(({ action }) => action)).toEqual(["first", "second"]);
      expect(entries.map((entry) => entry.prev_hash)).toEqual([null, entries[0]!.hash]);
      const intact = "select bool_and(hash = audit_hash(a)) from audit_logs a where user_id = $1";
      expect(await one(database, intact, [ada])).toBe(true);
    });

    it("contains only what its author did", async () => {
      const [ada, eve] = [await person(database), await person(database)];
      const forge = as(database, eve).query("insert into audit_logs (user_id, action) values ($1, 'x')", [ada]);
      expect(await problemOf(forge)).toMatchObject({ code: "42501" });
      await as(database, eve).query("insert into audit_logs (action) values ('x')");
      for (const change of ["update audit_logs set action = 'y'", "delete from audit_logs"]) {
        expect(await problemOf(asService(database).query(change))).toMatchObject({ code: "42501" });
      }
    });
  });

  describe("erase_person", () => {
    const event =
      "insert into events (user_id, actor_id, household_id, event_type, source, action, entity_id, payload, ip)";

    it("leaves nothing that names the person, and everything else unchanged", async () => {
      const [ada, ben] = [await person(database), await person(database)];
      const home = await householdOf(database, ada, ben);
      await insert(database, ada, "tasks", { title: "Ada's", household_id: home });
      await insert(database, ben, "tasks", { title: "Ben's", household_id: home });
      await insert(database, ada, "pantry_items", { name: "rice", household_id: home, unit: "g" });
      for (const [owner, actor] of [
        [ada, ada],
        [ben, ada],
        [ben, ben],
      ] as const) {
        await asService(database).query(
          `${event} values ($1, $2, $3, 'work.task.created', 'lifeos/work', 'created', uuidv7(), '{"title": "x"}', '10.0.0.1')`,
          [owner, actor, home],
        );
      }
      await as(database, ben).query(
        `${event} values ($1, $1, null, 'identity.grant.given', 'lifeos/identity', 'given', $2, $3, null)`,
        [ben, ada, { granteeId: ada }],
      );
      await as(database, ben).query("insert into audit_logs (action, details) values ('grant', $1)", [{ to: ada }]);
      await as(database, ada).query("insert into audit_logs (action, ip) values ('sign_in', '10.0.0.1')");
      await as(database, ada).query("select cache_put($1, '1', 60)", [`user:${ada}:x`]);

      expect(await one(asService(database), "select erase_person($1)", [ada])).toBe(true);
      expect(await one(asService(database), "select erase_person($1)", [ada])).toBe(false);

      expect(await mentions(database, ada)).toEqual([]);
      expect(await as(database, ben).query("select title from tasks")).toEqual([{ title: "Ben's" }]);
      expect(await as(database, ben).query("select name from pantry_items")).toEqual([{ name: "rice" }]);
      expect(await as(database, ben).query("select user_id, role from household_members")).toEqual([
        { user_id: ben, role: "admin" },
      ]);
      const left = await asService(database).query(
        "select actor_id, payload, ip from events where user_id = $1 order by id",
        [ben],
      );
      expect(left).toEqual([
        { actor_id: null, payload: { title: "x" }, ip: null },
        { actor_id: ben, payload: { title: "x" }, ip: expect.stringContaining("10.0.0.1") },
        { actor_id: ben, payload: {}, ip: null },
      ]);
      const erased =
        "select count(*)::int from events e join outbox o on o.event_id = e.id where event_type = 'platform.account.erased'";
      expect(await one(asService(database), erased)).toBe(1);
    });

    it("deletes a household whose only member was the person", async () => {
      const ada = await person(database);
      const home = await householdOf(database, ada);
      await asService(database).query("select erase_person($1)", [ada]);
      expect(await asService(database).query("select id from households where id = $1", [home])).toEqual([]);
    });
  });
});

/** Every table with the id anywhere in a row. */
async function mentions(database: Database, id: string): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    "select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await asService(database).query(`select 1 from ${name} t where t::text like $1 limit 1`, [`%${id}%`]);
    if (rows.length > 0) found.push(name);
  }
  return found;
}

/** Resolves when a connection waits for a lock in a statement with `text`. */
async function waitingOn(database: Database, text: string): Promise<void> {
  await expect
    .poll(() =>
      database.query("select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like $1", [`%${text}%`]),
    )
    .toHaveLength(1);
}
