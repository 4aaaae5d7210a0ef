/**
 * Rows in a container (a task in a project, an item in a list) belong to the container's owner and are visible with it. Tested by
 * plain SQL as the application's role.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "#local/database";
import { forEachDatabase, type OpenDatabase } from "#testing/database";
import { as, asService, householdOf, insert, person, problemOf } from "#testing/people";
import { someOf } from "#testing/sampled";

type Row = Record<string, unknown>;

const MEETING = { title: "m", start_at: "2026-03-02T09:00:00Z", end_at: "2026-03-02T10:00:00Z" };
let hours = 0;
/** Another instance each time, because a series has one row for each. */
const INSTANCE = {
  ...MEETING,
  get recurrence_original_start() {
    return new Date(Date.UTC(2026, 2, 2, hours++)).toISOString();
  },
};

/** Of another month each time, because a category has one budget for each. */
const BUDGET = {
  amount_cents: 1,
  get month() {
    return new Date(Date.UTC(2026, hours++, 1)).toISOString().slice(0, 10);
  },
};

/** Each way in which one row contains another: the container, the contained row, and the column that refers to the container. */
const HOLDS = [
  ["todo_categories", { name: "c" }, "todo_lists", { name: "l" }, "category_id"],
  ["todo_lists", { name: "l" }, "todo_items", { name: "i" }, "list_id"],
  ["projects", { name: "p" }, "tasks", { title: "t" }, "project_id"],
  ["goals", { title: "g", level: "yearly" }, "tasks", { title: "t" }, "goal_id"],
  ["goals", { title: "g", level: "yearly" }, "projects", { name: "p" }, "goal_id"],
  ["goals", { title: "g", level: "yearly" }, "goals", { title: "s", level: "monthly" }, "parent_id"],
  ["tasks", { title: "t" }, "tasks", { title: "s" }, "parent_task_id"],
  ["calendars", { name: "c" }, "calendar_events", MEETING, "calendar_id"],
  ["budget_categories", { name: "c" }, "budgets", BUDGET, "budget_category_id"],
  ["calendar_events", MEETING, "calendar_events", INSTANCE, "recurrence_parent_id"],
] as const;

/** The containers that are in no household themselves, or whose contents are shared each by itself. */
const SHARE_NOTHING = ["goals", "todo_categories", "calendars"];

const TYPES: Record<string, string> = {
  todo_categories: "todo_category",
  todo_lists: "todo_list",
  todo_items: "todo_item",
  projects: "project",
  goals: "goal",
  tasks: "task",
  calendars: "calendar",
  calendar_events: "event",
  budget_categories: "budget_category",
  budgets: "budget",
};

forEachDatabase("a row in a container", (open) => {
  let opened: OpenDatabase;
  let database: Database;
  beforeAll(async () => {
    opened = await open();
    database = opened.database;
  });
  afterAll(() => opened?.close());

  const sees = async (who: string, table: string, id: string) =>
    (await as(database, who).query(`select id from ${table} where id = $1`, [id])).length === 1;
  const changes = async (who: string, table: string, id: string) =>
    (await as(database, who).query(`update ${table} set updated_at = now() where id = $1 returning id`, [id]))
      .length === 1;
  const put = (who: string, table: string, id: string, row: Row) => {
    const keys = Object.keys(row);
    return as(database, who).query(
      `update ${table} set ${keys.map((key, at) => `${key} = $${at + 2}`).join(", ")} where id = $1 returning id`,
      [id, ...Object.values(row)],
    );
  };
  const grant = (from: string, table: string, id: string, to: string, role: string) =>
    insert(database, from, "access_grants", { entity_type: TYPES[table], entity_id: id, grantee_id: to, role });
  const stored = async (table: string, id: string): Promise<Row> =>
    (await asService(database).query<{ row: Row }>(`select to_jsonb(t) as row from ${table} t where id = $1`, [id]))[0]!
      .row;
  const people = async <N extends number>(count: N) =>
    (await Promise.all(Array.from({ length: count }, () => person(database)))) as [string, string, string, string];

  describe.each(someOf("tables", HOLDS, 2))("%s %o: %s", (container, holding, table, held, column) => {
    it("is reached by a grant on what holds it, in its role, until that is withdrawn", async () => {
      const [ada, viewer, collaborator, eve] = await people(4);
      const holder = await insert(database, ada, container, holding);
      const id = await insert(database, ada, table, { ...held, [column]: holder });
      expect(await sees(viewer, table, id)).toBe(false);
      const given = await grant(ada, container, holder, viewer, "viewer");
      await grant(ada, container, holder, collaborator, "collaborator");
      const able = async (who: string) => [await sees(who, table, id), await changes(who, table, id)];
      expect([await able(viewer), await able(collaborator), await able(eve)]).toEqual([
        [true, false],
        [true, true],
        [false, false],
      ]);
      expect(await as(database, collaborator).query(`delete from ${table} where id = $1 returning id`, [id])).toEqual(
        [],
      );
      await as(database, ada).query("delete from access_grants where id = $1", [given]);
      expect(await able(viewer)).toEqual([false, false]);
    });

    it("belongs to the container's owner, whoever put it there, and its creator cannot take it away again", async () => {
      const [ada, ben, viewer, eve] = await people(4);
      const holder = await insert(database, ada, container, holding);
      await grant(ada, container, holder, ben, "collaborator");
      await grant(ada, container, holder, viewer, "viewer");
      const id = await insert(database, ben, table, { ...held, [column]: holder });
      expect(await stored(table, id)).toMatchObject({ user_id: ada });
      expect([await sees(ada, table, id), await sees(ben, table, id), await sees(viewer, table, id)]).toEqual([
        true,
        true,
        true,
      ]);
      const own = await insert(database, ben, container, holding);
      for (const elsewhere of [own, null])
        expect(await problemOf(put(ben, table, id, { [column]: elsewhere }))).toMatchObject({ code: "42501" });
      expect(await problemOf(insert(database, viewer, table, { ...held, [column]: holder }))).toMatchObject({
        code: "42501",
      });
      expect(await problemOf(insert(database, eve, table, { ...held, [column]: holder }))).toMatchObject({
        code: "LF004",
      });
      // A given owner is ignored, whatever the row is put into.
      const planted = insert(database, ben, table, { ...held, user_id: ada, [column]: own });
      expect(await stored(table, await planted)).toMatchObject({ user_id: ben });
      expect(await problemOf(insert(database, ben, table, { ...held, user_id: ada }))).toMatchObject({ code: "42501" });
    });

    it("becomes accessible by being moved in, and inaccessible by being moved out", async () => {
      const [ada, ben] = await people(2);
      const [lent, kept] = [
        await insert(database, ada, container, holding),
        await insert(database, ada, container, holding),
      ];
      await grant(ada, container, lent, ben, "collaborator");
      const id = await insert(database, ada, table, { ...held, [column]: kept });
      const told = async () => {
        const [row] = await as(database, ben).query<{ n: number }>(
          "select coalesce(max(revision), 0) as n from access_revisions",
        );
        return row!.n;
      };
      const [before, at] = [await sees(ben, table, id), await told()];
      await put(ada, table, id, { [column]: lent });
      const [between, then] = [await sees(ben, table, id), await told()];
      await put(ada, table, id, { [column]: kept });
      expect([before, between, await sees(ben, table, id)]).toEqual([false, true, false]);
      expect([then > at, (await told()) > then]).toEqual([true, true]);
      // A collaborator's own row that is moved in belongs to the container's owner.
      const bens = await insert(database, ben, table, {
        ...held,
        [column]: await insert(database, ben, container, holding),
      });
      await put(ben, table, bens, { [column]: lent });
      expect(await stored(table, bens)).toMatchObject({ user_id: ada });
    });

    it("shows a grantee of its container the events since the grant, and none from before", async () => {
      const [ada, viewer, eve] = await people(3);
      const [lent, kept] = [
        await insert(database, ada, container, holding),
        await insert(database, ada, container, holding),
      ];
      const id = await insert(database, ada, table, { ...held, [column]: lent });
      const happen = (who: string, entity = id) =>
        insert(database, who, "events", {
          event_type: `work.${TYPES[table]}.updated`,
          source: "lifeos/work",
          action: "updated",
          entity_type: TYPES[table],
          entity_id: entity,
          user_id: ada,
          actor_id: who,
          previous: { title: "secret" },
        });
      const told = async (who: string, of: string[]) =>
        (await as(database, who).query<{ id: string }>("select id from events where id = any($1)", [`{${of}}`])).length;
      const before = await happen(ada);
      const given = await grant(ada, container, lent, viewer, "viewer");
      const since = await happen(ada);
      expect([await told(viewer, [before]), await told(viewer, [since]), await told(eve, [before, since])]).toEqual([
        0, 1, 0,
      ]);
      expect(await as(database, viewer).query("select previous_of($1) as old", [since])).toEqual([{ old: null }]);
      await put(ada, table, id, { [column]: kept });
      const elsewhere = await happen(ada);
      expect(await told(viewer, [before, since, elsewhere])).toBe(0);
      await put(ada, table, id, { [column]: lent });
      const back = await happen(ada);
      expect([await told(viewer, [before, since, elsewhere]), await told(viewer, [back])]).toEqual([0, 1]);
      // An event about it in another person's timeline is not visible to the grantee.
      const forged = await insert(database, eve, "events", {
        event_type: "work.task.updated",
        source: "lifeos/work",
        action: "updated",
        entity_type: TYPES[table],
        entity_id: id,
        actor_id: eve,
        user_id: eve,
      });
      expect(await told(viewer, [forged])).toBe(0);
      await as(database, ada).query("delete from access_grants where id = $1", [given]);
      expect(await told(viewer, [before, since, elsewhere, back])).toBe(0);
    });

    if (!SHARE_NOTHING.includes(container))
      it("is shared with a household like its container", async () => {
        const [ada, ben] = await people(2);
        const home = await householdOf(database, ada, ben);
        const marked = container.startsWith("todo") ? { is_shared: true } : {};
        const unmarked = container.startsWith("todo") ? { is_shared: false } : {};
        const [holder, secret] = [
          await insert(database, ada, container, holding),
          await insert(database, ada, container, holding),
        ];
        const id = await insert(database, ada, table, { ...held, [column]: holder });
        expect(await sees(ben, table, id)).toBe(false);
        await put(ada, container, holder, { household_id: home, ...marked });
        expect([await sees(ben, table, id), await changes(ben, table, id)]).toEqual([true, true]);
        const bens = await insert(database, ben, table, { ...held, [column]: holder });
        expect(await stored(table, bens)).toMatchObject({ user_id: ada, household_id: home, ...marked });
        for (const who of [ada, ben])
          expect(await problemOf(put(who, table, bens, { household_id: null }))).toMatchObject({ code: "LF005" });
        expect(await stored(table, bens)).toMatchObject({ household_id: home });
        await put(ada, table, bens, { [column]: secret });
        expect(await sees(ben, table, bens)).toBe(false);
        await put(ada, table, bens, { [column]: holder });
        expect(await sees(ben, table, bens)).toBe(true);
        await put(ada, container, holder, { household_id: null, ...unmarked });
        expect([await sees(ben, table, id), await sees(ben, table, bens)]).toEqual([false, false]);
        expect(await stored(table, id)).toMatchObject({ household_id: null });
      });
  });

  it("is accessible at any depth", async () => {
    const [ada, ben, carl] = await people(3);
    const top = await insert(database, ada, "goals", { title: "top", level: "yearly" });
    const below = await insert(database, ada, "goals", { title: "below", level: "monthly", parent_id: top });
    const project = await insert(database, ada, "projects", { name: "p", goal_id: below });
    let task = await insert(database, ada, "tasks", { title: "0", project_id: project });
    for (let depth = 1; depth <= 10; depth++)
      task = await insert(database, ada, "tasks", { title: String(depth), parent_task_id: task });
    const category = await insert(database, ada, "todo_categories", { name: "c" });
    const list = await insert(database, ada, "todo_lists", { name: "l", category_id: category });
    const item = await insert(database, ada, "todo_items", { name: "i", list_id: list });
    await grant(ada, "goals", top, ben, "viewer");
    await grant(ada, "todo_categories", category, carl, "collaborator");
    expect([
      await sees(ben, "tasks", task),
      await changes(ben, "tasks", task),
      await sees(carl, "tasks", task),
    ]).toEqual([true, false, false]);
    expect([await sees(carl, "todo_items", item), await changes(carl, "todo_items", item)]).toEqual([true, true]);
    expect((await as(database, ben).query("select id from tasks")).length).toBe(11);
  });

  // Three columns of a task can refer to a container; the closest container decides the owner.
  const WITHIN = [
    ["parent_task_id", "tasks", "project_id", "projects"],
    ["parent_task_id", "tasks", "goal_id", "goals"],
    ["project_id", "projects", "goal_id", "goals"],
  ] as const;
  const within = someOf("tables", WITHIN, 1);
  const NAMED = { tasks: { title: "t" }, projects: { name: "p" }, goals: { title: "g", level: "yearly" } } as const;

  it.each(within)(
    "is planted into nobody's container beside one of one's own: %s in %s, %s in %s",
    async (...columns) => {
      const [closest, own, column, container] = columns;
      const [ada, ben, viewer, eve] = await people(4);
      const holder = await insert(database, ada, container, NAMED[container]);
      await grant(ada, container, holder, viewer, "viewer");
      await grant(ada, container, holder, eve, "viewer");
      await grant(ada, container, holder, ben, "collaborator");
      for (const who of [viewer, ben]) {
        const theirs = await insert(database, who, own, NAMED[own]);
        const planted = insert(database, who, "tasks", { title: "planted", [closest]: theirs, [column]: holder });
        expect(await problemOf(planted)).toMatchObject({ code: "LF005" });
        const moved = await insert(database, who, "tasks", { title: "moved", [closest]: theirs });
        expect(await problemOf(put(who, "tasks", moved, { [column]: holder }))).toMatchObject({ code: "LF005" });
        expect(await sees(eve, "tasks", moved)).toBe(false);
      }
    },
  );

  it.each(within)("is not shown on by a collaborator: %s in %s, %s in %s", async (closest, own, column, container) => {
    const [ada, ben, , eve] = await people(4);
    const holder = await insert(database, ada, own, NAMED[own]);
    const id = await insert(database, ada, "tasks", { title: "Ada's", [closest]: holder });
    await grant(ada, own, holder, ben, "collaborator");
    const bens = await insert(database, ben, container, NAMED[container]);
    await grant(ben, container, bens, eve, "viewer");
    expect(await problemOf(put(ben, "tasks", id, { [column]: bens }))).toMatchObject({ code: "LF005" });
    expect(await sees(eve, "tasks", id)).toBe(false);
  });

  it.each(within)(
    "is put by a viewer nowhere, by way of what they may change: %s in %s, %s in %s",
    async (...columns) => {
      const [closest, own, column, container] = columns;
      const [ada, ben] = await people(2);
      const [open, seen] = [
        await insert(database, ada, own, NAMED[own]),
        await insert(database, ada, container, NAMED[container]),
      ];
      await grant(ada, own, open, ben, "collaborator");
      await grant(ada, container, seen, ben, "viewer");
      const row = { title: "t", [closest]: open };
      expect(await problemOf(insert(database, ben, "tasks", { ...row, [column]: seen }))).toMatchObject({
        code: "42501",
      });
      const id = await insert(database, ben, "tasks", row);
      expect(await problemOf(put(ben, "tasks", id, { [column]: seen }))).toMatchObject({ code: "42501" });
      expect(await put(ada, "tasks", id, { [column]: seen })).toHaveLength(1);
      expect(await put(ben, "tasks", id, { title: "still theirs to change" })).toHaveLength(1);
    },
  );

  it("can be assigned only to somebody who lives with its owner", async () => {
    const [ada, ben, carl, eve] = await people(4);
    await householdOf(database, ada, carl);
    await householdOf(database, ben, eve);
    const project = await insert(database, ada, "projects", { name: "p" });
    await grant(ada, "projects", project, ben, "collaborator");
    const id = await insert(database, ada, "tasks", { title: "t", project_id: project });
    expect(await problemOf(put(ben, "tasks", id, { assignee_id: eve }))).toMatchObject({ code: "LF004" });
    const own = await insert(database, ben, "tasks", { title: "mine", assignee_id: eve });
    await put(ben, "tasks", own, { project_id: project });
    expect(await stored("tasks", own)).toMatchObject({ user_id: ada, assignee_id: null });
    await put(ada, "tasks", id, { assignee_id: carl });
    expect(await stored("tasks", id)).toMatchObject({ assignee_id: carl });
  });

  it("gets a new owner together with its container", async () => {
    const [ada, ben] = await people(2);
    const category = await insert(database, ada, "todo_categories", { name: "c" });
    await grant(ada, "todo_categories", category, ben, "collaborator");
    const list = await insert(database, ben, "todo_lists", { name: "Ben's" });
    const item = await insert(database, ben, "todo_items", { name: "i", list_id: list });
    await put(ben, "todo_lists", list, { category_id: category });
    expect([await stored("todo_lists", list), await stored("todo_items", item)]).toMatchObject([
      { user_id: ada },
      { user_id: ada },
    ]);
    expect([await changes(ben, "todo_items", item), await changes(ada, "todo_items", item)]).toEqual([true, true]);
  });

  it("can be shared only by its owner, when its container is not shared", async () => {
    const [ada, ben] = await people(2);
    const home = await householdOf(database, ada, ben);
    for (const [container, holding, table, held, column] of HOLDS) {
      if (table === "goals") continue;
      const holder = await insert(database, ada, container, holding);
      await grant(ada, container, holder, ben, "collaborator");
      const marked = table.startsWith("todo") ? { is_shared: true } : {};
      const row = () => ({ ...held, ...marked, [column]: holder, household_id: home });
      expect(await stored(table, await insert(database, ben, table, row()))).toMatchObject({
        user_id: ada,
        household_id: null,
      });
      expect(await stored(table, await insert(database, ada, table, row()))).toMatchObject({ household_id: home });
    }
  });

  it("stays invisible to a household as an unshared list in a shared category", async () => {
    const [ada, ben] = await people(2);
    const home = await householdOf(database, ada, ben);
    const category = await insert(database, ada, "todo_categories", { name: "Home" });
    const presents = await insert(database, ada, "todo_lists", { name: "Presents", category_id: category });
    await put(ada, "todo_categories", category, { household_id: home, is_shared: true });
    expect([await sees(ben, "todo_categories", category), await sees(ben, "todo_lists", presents)]).toEqual([
      true,
      false,
    ]);
  });

  it("leaves the household together with its owner", async () => {
    const [ada, ben] = await people(2);
    const home = await householdOf(database, ada, ben);
    const project = await insert(database, ben, "projects", { name: "p", household_id: home });
    const task = await insert(database, ada, "tasks", { title: "t", project_id: project });
    const list = await insert(database, ben, "todo_lists", { name: "l", household_id: home, is_shared: true });
    const item = await insert(database, ada, "todo_items", { name: "i", list_id: list });
    await as(database, ben).query("delete from household_members where user_id = $1", [ben]);
    for (const [table, id] of [
      ["projects", project],
      ["tasks", task],
      ["todo_lists", list],
      ["todo_items", item],
    ] as const) {
      expect(await stored(table, id)).toMatchObject({ user_id: ben, household_id: null });
      expect([await sees(ada, table, id), await sees(ben, table, id)]).toEqual([false, true]);
    }
    const other = await householdOf(database, ben);
    await put(ben, "todo_lists", list, { household_id: other, is_shared: true });
    await asService(database).query("delete from households where id = $1", [other]);
    expect(await stored("todo_items", item)).toMatchObject({ household_id: null });
  });

  it("has triggers on both sides for every column that a policy uses", async () => {
    const found = await database.query<{ at: string }>(
      `select t.tgname || ' on ' || t.tgrelid::regclass as at from pg_trigger t where t.tgname ~ '^(belong|await_home)' or t.tgname like 'hand\\_down%'`,
    );
    const expected = HOLDS.flatMap(([container, , table, , column]) => [
      `belong on ${table}`,
      `belong_new on ${table}`,
      `await_home on ${table}`,
      `await_home_new on ${table}`,
      `belong_wholly on ${table}`,
      `belong_wholly_new on ${table}`,
      `hand_down_${table}_${column} on ${container}`,
    ]);
    expect(new Set(found.map(({ at }) => at))).toEqual(new Set(expected));
  });
});
