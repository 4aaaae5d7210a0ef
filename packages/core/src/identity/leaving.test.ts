/**
 * A member is removed from a household, or a household is deleted, while the member writes. In any order, afterwards no row of
 * theirs is shared with it and nothing there is assigned to them. Tested on a server, because PGlite has one connection.
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { removeHousehold } from "#core/identity/households";
import type { Database, Sql } from "#local/database";
import { type OpenDatabase, serverDb } from "#testing/database";
import { harness } from "#testing/harness";
import { as, asService, householdOf, insert, person, problemOf } from "#testing/people";
import { someOf } from "#testing/sampled";

let opened: OpenDatabase;
let database: Database;
beforeAll(async () => {
  opened = await serverDb({ max: 30 });
  database = opened.database;
});
afterAll(() => opened?.close());

/** A row of each kind that may be shared with a household. */
const SHARED: [table: string, row: Record<string, unknown>][] = [
  ["tasks", { title: "x" }],
  ["projects", { name: "x" }],
  ["todo_categories", { name: "x", is_shared: true }],
  ["todo_lists", { name: "x", is_shared: true }],
  ["todo_items", { name: "x", is_shared: true }],
  ["recipes", { name: "x" }],
  ["accounts", { name: "x", type: "cash" }],
  ["routines", { name: "x", cron_expression: "0 8 * * *" }],
];

const removal = (home: string, admin: string, who: string) =>
  as(database, admin).query("delete from household_members where household_id = $1 and user_id = $2", [home, who]);

const put = (tx: Sql, table: string, row: Record<string, unknown>) => {
  const keys = Object.keys(row);
  return tx.query<{ id: string }>(
    `insert into ${table} (${keys.join(", ")}) values (${keys.map((_, at) => `$${at + 1}`).join(", ")}) returning id`,
    Object.values(row),
  );
};

/** The number of rows that a person still has in a household, by table. */
async function leftOf(who: string, home: string): Promise<Record<string, number>> {
  const left: Record<string, number> = {};
  const shared = await database.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_trigger t on t.tgrelid = c.oid and t.tgname = 'keep_household' order by 1`,
  );
  expect(shared.length).toBeGreaterThan(10);
  const count = async (name: string, where: string) => {
    const [row] = await asService(database).query<{ n: number }>(
      `select count(*)::int as n from ${name} where household_id = $1 and ${where} = $2`,
      [home, who],
    );
    if (row!.n > 0) left[`${name}.${where}`] = row!.n;
  };
  for (const { name } of shared) await count(name, "user_id");
  await count("tasks", "assignee_id");
  return left;
}

/** Resolves when as many connections as that wait for a lock in a statement with `text`. */
const waitingOn = (text: string) =>
  expect
    .poll(() =>
      database.query(
        "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like $1 and datname = current_database()",
        [`%${text}%`],
      ),
    )
    .toHaveLength(1);

describe.each(SHARED)("a row of %s that a member is adding", (table, row) => {
  it("is waited for by their removal, which also removes the row from the household", async () => {
    const [ada, ben] = [await person(database), await person(database)];
    const home = await householdOf(database, ada, ben);
    let removed: Promise<unknown> | undefined;
    await as(database, ben).batch(async (tx) => {
      await put(tx, table, { ...row, household_id: home });
      removed = removal(home, ada, ben);
      await waitingOn("delete from household_members");
    });
    await removed;
    expect(await leftOf(ben, home)).toEqual({});
  });

  it("is refused after they were removed, also when it existed and is moved in", async () => {
    const [ada, ben] = [await person(database), await person(database)];
    const home = await householdOf(database, ada, ben);
    const own = await insert(database, ben, table, row);
    const refused: Promise<unknown>[] = [];
    await as(database, ada).batch(async (tx) => {
      await tx.query("delete from household_members where user_id = $1", [ben]);
      refused.push(problemOf(insert(database, ben, table, { ...row, household_id: home })));
      await waitingOn(`insert into ${table}`);
      refused.push(
        problemOf(as(database, ben).query(`update ${table} set household_id = $1 where id = $2`, [home, own])),
      );
      await waitingOn(`update ${table}`);
    });
    for (const told of await Promise.all(refused))
      expect(told).toMatchObject({ code: "LF004", detail: "household_id" });
    expect(await leftOf(ben, home)).toEqual({});
  });

  it("becomes private when the household is deleted meanwhile, and is refused afterwards", async () => {
    const [ada] = [await person(database)];
    const home = await householdOf(database, ada);
    let deleted: Promise<unknown> | undefined;
    let id: string | undefined;
    await as(database, ada).batch(async (tx) => {
      [{ id }] = (await put(tx, table, { ...row, household_id: home })) as [{ id: string }];
      deleted = as(database, ada).query("delete from households where id = $1", [home]);
      await waitingOn("delete from households");
    });
    await deleted;
    const [kept] = await as(database, ada).query(`select household_id from ${table} where id = $1`, [id]);
    expect(kept).toEqual({ household_id: null });
    expect(await problemOf(insert(database, ada, table, { ...row, household_id: home }))).toMatchObject({
      code: "LF004",
    });
  });
});

it("an assignment is waited for and reverted, or refused", async () => {
  const [ada, ben] = [await person(database), await person(database)];
  const home = await householdOf(database, ada, ben);
  const task = { title: "x", household_id: home, assignee_id: ben };
  const open = await insert(database, ada, "tasks", { title: "x", household_id: home });
  let removed: Promise<unknown> | undefined;
  await as(database, ada).batch(async (tx) => {
    await put(tx, "tasks", task);
    removed = removal(home, ben, ben);
    await waitingOn("delete from household_members");
  });
  await removed;
  expect(await leftOf(ben, home)).toEqual({});
  const late = as(database, ada).query("update tasks set assignee_id = $1 where id = $2", [ben, open]);
  for (const told of [problemOf(late), problemOf(insert(database, ada, "tasks", task))])
    expect(await told).toMatchObject({ code: "LF004", detail: "assignee_id" });
});

it("a task that is moved into a household is assigned only to a member", async () => {
  const [ada, ben, carl] = [await person(database), await person(database), await person(database)];
  await householdOf(database, ada, ben);
  const other = await householdOf(database, ada, carl);
  const task = await insert(database, ada, "tasks", { title: "x", assignee_id: ben });
  const [moved] = await as(database, ada).query(
    "update tasks set household_id = $1 where id = $2 returning assignee_id, scope",
    [other, task],
  );
  expect(moved).toEqual({ assignee_id: null, scope: "household" });
});

it("an invite that is accepted at the same moment lets a person in or not, but never half", async () => {
  const [ada, ben] = [await person(database), await person(database)];
  const home = await householdOf(database, ada, ben);
  const [{ email }] = (await database.query("select email from users where id = $1", [ben])) as [{ email: string }];
  const invite = () =>
    as(database, ada).query(
      "insert into household_invites (household_id, email, token_hash, expires_at) values ($1, $2, $3, now() + interval '1 day') returning token_hash",
      [home, email, randomUUID()],
    ) as Promise<[{ token_hash: string }]>;
  for (let turn = 0; turn < 6; turn++) {
    const [{ token_hash }] = await invite();
    const accepting = as(database, ben)
      .query("select accept_household_invite($1)", [token_hash])
      .catch((error: { code: string }) => error.code);
    const [told] = await Promise.all([accepting, removal(home, ada, ben)]);
    const here = await asService(database).query(
      "select from household_members where household_id = $1 and user_id = $2",
      [home, ben],
    );
    const open = await asService(database).query(
      "select from household_invites where household_id = $1 and accepted_at is null",
      [home],
    );
    // Accepted before the removal, it had no effect; after it, there is no invite any more.
    expect([told === "LF004" || Array.isArray(told), here.length, open.length]).toEqual([true, 0, 0]);
    await asService(database).query("insert into household_members (household_id, user_id) values ($1, $2)", [
      home,
      ben,
    ]);
  }
});

it("removals during 24 writes each leave nothing behind, and no two wait for each other", async () => {
  const outcomes: Record<string, number> = {};
  // Each race removes somebody a little later.
  const races = someOf(
    "races",
    Array.from({ length: 12 }, (_, race) => race),
    4,
  );
  for (const race of races) {
    const [ada, ben] = [await person(database), await person(database)];
    const home = await householdOf(database, ada, ben);
    const list = await insert(database, ada, "todo_lists", { name: "Ada's", household_id: home, is_shared: true });
    const own = await insert(database, ben, "todo_lists", { name: "Ben's" });
    const project = await insert(database, ben, "projects", { name: "Ben's", household_id: home });
    const pantry = await insert(database, ada, "pantry_items", { name: "rice", household_id: home, unit: "g" });
    const task = await insert(database, ada, "tasks", { title: "Ada's", household_id: home });
    await insert(database, ben, "todo_items", { name: "x", list_id: own });
    const writes: [string, string, unknown[]][] = [
      ...SHARED.map(([table, row]): [string, string, unknown[]] => {
        const given = { ...row, household_id: home };
        const keys = Object.keys(given);
        return [
          ben,
          `insert into ${table} (${keys}) values (${keys.map((_, at) => `$${at + 1}`)})`,
          Object.values(given),
        ];
      }),
      [ben, "insert into todo_items (name, list_id) values ('x', $1)", [list]],
      [ben, "insert into tasks (title, project_id) values ('x', $1)", [project]],
      [ada, "insert into tasks (title, project_id) values ('x', $1)", [project]],
      [ada, "update tasks set assignee_id = $1 where id = $2", [ben, task]],
      [ada, "insert into tasks (title, household_id, assignee_id) values ('x', $1, $2)", [home, ben]],
      [ben, "update todo_lists set household_id = $1, is_shared = true where id = $2", [home, own]],
      [ben, "update pantry_items set qty_min = 1 where id = $1", [pantry]],
      [
        ben,
        "insert into access_grants (entity_type, entity_id, grantee_id) values ('project', $1, $2)",
        [project, ada],
      ],
    ];
    const order = Array.from({ length: 24 }, (_, at) => writes[(at * 7 + race) % writes.length]!);
    let removed: Promise<unknown> | undefined;
    const running = order.map(async ([who, text, params], at) => {
      if (at === 2 * race) removed = removal(home, ada, ben);
      const told = await as(database, who)
        .query(text, params)
        .then(() => "done")
        .catch((error: { code: string }) => error.code);
      outcomes[told] = (outcomes[told] ?? 0) + 1;
    });
    await Promise.all(running);
    await removed;
    expect(await leftOf(ben, home), `race ${race}`).toEqual({});
    for (const [table] of SHARED) {
      const seen = await as(database, ben).query(`select id from ${table} where household_id = $1`, [home]);
      expect([table, seen.length]).toEqual([table, 0]);
    }
    expect(await as(database, ben).query("select id from pantry_items")).toEqual([]);
  }
  // The write came before the removal, or was refused because the person is no member (LF004), has no right (42501), or has a
  // grant already (23505); never because of a deadlock (40P01).
  expect(Object.keys(outcomes).filter((one) => !["done", "LF004", "42501", "23505"].includes(one))).toEqual([]);
  expect(outcomes.done).toBeGreaterThan(0);
});

it("a person who is joining prevents the household from being deleted", async () => {
  const life = await harness(opened);
  const [anna, ben] = [await life.user("anna"), await life.user("ben")];
  let deleted: Promise<unknown> | undefined;
  const [{ email }] = (await database.query("select email from users where id = $1", [ben.userId])) as [
    { email: string },
  ];
  const token = randomUUID();
  await as(database, anna.userId).query(
    "insert into household_invites (household_id, email, token_hash, expires_at) values ($1, $2, $3, now() + interval '1 day')",
    [anna.householdId, email, token],
  );
  await as(database, ben.userId).batch(async (tx) => {
    await tx.query("select accept_household_invite($1)", [token]);
    deleted = removeHousehold(life.as(anna), anna.householdId, undefined).catch(
      (error: { code: string }) => error.code,
    );
    await waitingOn("for update");
  });
  expect(await deleted).toBe("not_alone");
  await life.transport.close();
});
