/** Deleted rows are purged after thirty days, without anything that is still visible. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import * as Cookings from "#functions/household/cookings";
import { prune } from "#functions/platform/schedules";
import * as Tasks from "#functions/work/tasks";
import { pgliteDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { ownerDb } from "#testing/people";
import { type Rows, rows } from "#testing/rows";
import { someOf } from "#testing/sampled";

/** The tables that are not purged, for the reasons in core/platform/prune. */
const LEFT_ALONE = ["files", "users"];

const owned = [
  ["PGlite", pgliteDb],
  ["PostgreSQL, migrated by an owner who is no superuser", ownerDb],
] as const;

describe.each(someOf("databases", owned, 1))("pruning what was deleted on %s", (_, open) => {
  let life: Harness;
  let marked: string[];
  let covered: string[];
  beforeAll(async () => {
    life = await harness(await open());
    const found = await life.database.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'deleted_at'
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not a.attisdropped order by c.relname`,
    );
    marked = found.map(({ name }) => name);
    covered = marked.filter((table) => !LEFT_ALONE.includes(table));
    // The rows made here violate these constraints on units, times, series, splits, and what is proposed.
    await life.database.exec(
      `alter table pantry_bookings disable trigger settle_pantry_booking; alter table pantry_bookings disable trigger apply_pantry_booking;
       alter table transaction_splits disable trigger hold_splits; alter table rule_proposals drop constraint rule_proposals_one_check;
       alter table time_blocks drop constraint time_blocks_time_check;
       alter table calendar_events drop constraint calendar_events_override_check`,
    );
  });
  afterAll(() => life?.close());

  let anna: Person;
  let made: Rows;
  beforeEach(async () => {
    anna = await life.user("anna");
    made = await rows(life);
  });

  const logged = () => life.logs.findLast(({ message }) => message === "pruned")!.fields!;
  const remove = (table: string, id: string, daysAgo: number) =>
    life.database.query(`update ${table} set deleted_at = now() - make_interval(days => $2) where id = $1`, [
      id,
      daysAgo,
    ]);
  const isThere = (table: string, id: string) =>
    life.database.query(`select from ${table} where id = $1`, [id]).then((found) => found.length === 1);
  const rowOf = (table: string, id: string) =>
    life.database
      .query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from ${table} t where id = $1`, [id])
      .then(([found]) => found?.row);

  /** Every foreign key to a table whose rows are purged, with its action on deletion. */
  const keys = async () =>
    (
      await life.database.query<{ table: string; column: string; target: string; action: string }>(
        `select k.conrelid::regclass::text as table, a.attname as column, k.confrelid::regclass::text as target,
           case k.confdeltype when 'c' then 'cascade' when 'n' then 'set null' else 'refuse' end as action
         from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
         where k.contype = 'f' order by k.conrelid::regclass::text, a.attname`,
      )
    ).filter(({ target }) => covered.includes(target));

  it("covers every table with deletion marks, except accounts and files", async () => {
    await scheduleHandler(prune)({});
    const others = [
      "consumer_inbox",
      "idempotency_keys",
      "cache_entries",
      "rate_limits",
      "merges",
      "ai_prompts",
      "ai_reservations",
    ];
    const { unfinished, requestId, correlationId, ...counts } = logged();
    expect(Object.keys(counts).sort()).toEqual([...covered, ...others].sort());
    expect(marked).toEqual(expect.arrayContaining(LEFT_ALONE));
    const bytes = await life.database.query<{ name: string }>(
      "select attrelid::regclass::text as name from pg_attribute where attname like '%object_key' and attrelid::regclass::text = any($1)",
      [covered],
    );
    expect(bytes, "rows of these would leave an object behind").toEqual([]);
  });

  it("finds rows by an index that contains no others", async () => {
    const found = await life.database.query<{ name: string }>(
      `select tablename as name from pg_indexes where indexname = tablename || '_deleted'
       and indexdef like '%(deleted_at) WHERE (deleted_at IS NOT NULL)' order by tablename`,
    );
    expect(found.map(({ name }) => name)).toEqual(marked.filter((name) => name !== "users"));
  });

  it("deletes what was marked a month ago, and nothing that was marked later or not at all", async () => {
    const [ben, eve] = [await life.user("ben"), await life.user("eve")];
    const events = () => life.database.query<{ n: number }>("select count(*)::int as n from events");
    const ids = new Map<string, string[]>();
    for (const table of marked.filter((name) => name !== "users"))
      ids.set(table, [await made.idOf(table, anna), await made.idOf(table, ben), await made.idOf(table, eve)]);
    for (const [table, [old, recent]] of ids) {
      await remove(table, old!, 31);
      await remove(table, recent!, 29);
    }
    const told = await events();
    await scheduleHandler(prune)({});

    const left: Record<string, boolean[]> = {};
    for (const [table, [old, recent, living]] of ids)
      left[table] = [await isThere(table, old!), await isThere(table, recent!), await isThere(table, living!)];
    expect(left).toEqual(Object.fromEntries([...ids.keys()].map((table) => [table, [table === "files", true, true]])));
    // Some parts are deleted with the row that they belong to.
    const parts = ["budgets", "interactions"];
    const counted = covered.map((table): [string, number] => [table, parts.includes(table) ? 0 : 1]);
    expect(logged()).toMatchObject({ ...Object.fromEntries(counted), unfinished: [] });
    expect(await events()).toEqual(told);
  });

  it("deletes the parts of a row along with it and nothing else", async () => {
    const parts = (await keys()).filter(({ action }) => action === "cascade");
    // A new foreign key needs a decision: can its row be seen without the other? Then the purge has to wait for it.
    const waitedFor = ["calendar_events.recurrence_parent_id", "recipe_cookings.recipe_id"];
    expect(parts.map(({ table, column }) => `${table}.${column}`)).toEqual(
      [
        "account_balance_history.account_id",
        "budgets.budget_category_id",
        "calendar_events.calendar_id",
        "calendar_subscriptions.calendar_id",
        "capture_documents.document_id",
        "contact_dates.contact_id",
        "contact_duplicates.contact_id",
        "contact_duplicates.other_id",
        "contact_relations.contact_id",
        "habit_check_ins.habit_id",
        "habit_schedules.habit_id",
        // What is known of the health of a dependent goes with them.
        "health_metric_days.dependent_id",
        "health_metrics.dependent_id",
        "interactions.contact_id",
        "completed_workouts.dependent_id",
        "meals.dependent_id",
        "measurement_goals.dependent_id",
        "measurements.dependent_id",
        "medical_entries.dependent_id",
        "medication_doses.medication_id",
        "medication_schedules.medication_id",
        "messages.conversation_id",
        "nutrient_targets.dependent_id",
        "pantry_bookings.pantry_item_id",
        "pantry_lots.pantry_item_id",
        "pantry_movements.pantry_item_id",
        "personal_records.completed_workout_id",
        "personal_records.dependent_id",
        "receipt_items.transaction_id",
        "routine_runs.routine_id",
        "rule_proposals.budget_category_id",
        "task_dependencies.blocked_by_task_id",
        "task_dependencies.task_id",
        // Plans of a workout or of a dependent go with them.
        "tool_approvals.conversation_id",
        "training_plans.dependent_id",
        "training_plans.workout_id",
        "transaction_splits.transaction_id",
        "transfer_proposals.inflow_id",
        "transfer_proposals.outflow_id",
        "unrecorded_workouts.id",
        "unsealed_medical_entries.id",
        "workout_routes.completed_workout_id",
        ...waitedFor,
      ].sort(),
    );
    // Splits add up to their transaction, so that none can be moved into another alone (see splits.test.ts); a pair and a relation are of two contacts.
    const others = ["task_dependencies", "transaction_splits", "contact_duplicates", "contact_relations"];
    const hanging = parts.filter(
      ({ table, column }) => !others.includes(table) && !waitedFor.includes(`${table}.${column}`),
    );
    for (const { table, column, target } of hanging) {
      const [part, whole] = [await made.idOf(table, anna), await made.idOf(target, anna)];
      await life.database.query(`update ${table} set ${column} = $1 where id = $2 and ${column} is null`, [
        whole,
        part,
      ]);
    }
    for (const { target } of hanging) await remove(target, await made.idOf(target, anna), 31);
    await scheduleHandler(prune)({});
    for (const { table, target } of hanging)
      expect(
        [await isThere(target, await made.idOf(target, anna)), await isThere(table, await made.idOf(table, anna))],
        table,
      ).toEqual([false, false]);
  });

  it("expects parts to be marked together with their row, and restored with it unless they were deleted before", async () => {
    const [contact, early] = [await made.idOf("contacts", anna), await made.idOf("interactions", anna)];
    const [late] = await life.database.query<{ id: string }>(
      "insert into interactions (user_id, contact_id, channel) values ($1, $2, 'call') returning id",
      [anna.userId, contact],
    );
    const marks = async () =>
      (
        await life.database.query<{ id: string; marked: boolean }>(
          "select id, deleted_at is not null as marked from interactions where contact_id = $1 order by id",
          [contact],
        )
      ).map(({ id, marked }) => [id, marked]);
    const restore = (table: string, id: string) =>
      life.database.query(`update ${table} set deleted_at = null where id = $1`, [id]);
    await remove("interactions", early, 2);
    await remove("contacts", contact, 1);
    expect(await marks()).toEqual([
      [early, true],
      [late!.id, true],
    ]);
    await restore("contacts", contact);
    expect(await marks()).toEqual([
      [early, true],
      [late!.id, false],
    ]);
  });

  it("expects no part to be restored without its row", async () => {
    const parts = (await keys()).filter(({ action, table }) => action === "cascade" && marked.includes(table));
    expect(parts.length).toBeGreaterThan(3);
    for (const { table, column, target } of parts) {
      const somebody = await life.user("somebody");
      const whole = await (await rows(life)).idOf(target, somebody);
      const part = await (await rows(life)).idOf(table, somebody);
      await life.database.query(`update ${table} set ${column} = $1 where id = $2`, [whole, part]);
      await remove(table, part, 2);
      await remove(target, whole, 1);
      const restore = (of: string, id: string) =>
        life.database.query(`update ${of} set deleted_at = null where id = $1`, [id]);
      await expect(restore(table, part), `${table}.${column}`).rejects.toMatchObject({ code: "LF005" });
      await restore(target, whole);
      await restore(table, part);
    }
  });

  it("leaves rows that referred to a purged one, with everything else that they contain", async () => {
    const naming = (await keys()).filter(({ action }) => action !== "cascade");
    expect(naming.filter(({ action }) => action === "refuse")).toEqual([]);
    expect(naming.length).toBeGreaterThan(20);
    const before = new Map<string, Record<string, unknown>>();
    for (const { table, column, target } of someOf("tables", naming, 25)) {
      const somebody = await life.user("somebody");
      const id = await (await rows(life)).idOf(table, somebody);
      const named = await (await rows(life)).idOf(target, somebody);
      await life.database.query(`update ${table} set ${column} = $1 where id = $2`, [named, id]);
      before.set(`${table} ${id} ${column}`, (await rowOf(table, id))!);
      await remove(target, named, 31);
    }
    await scheduleHandler(prune)({});
    for (const [which, row] of before) {
      const [table, id, column] = which.split(" ") as [string, string, string];
      // They have changed, so clients that follow changes get them.
      const moved = {
        ...(row.updated_at ? { updated_at: expect.any(String) } : {}),
        ...(row.version ? { version: expect.any(Number) } : {}),
      };
      expect(await rowOf(table, id), `${table}.${column}`).toEqual({ ...row, [column]: null, ...moved });
    }
  });

  it("keeps a series while one of its occurrences exists, or its deletion has still to be reported", async () => {
    const event = async (more: Record<string, string> = {}) => {
      const given = {
        user_id: anna.userId,
        title: "Choir",
        start_at: "2026-03-01T18:00Z",
        end_at: "2026-03-01T19:00Z",
        timezone: "UTC",
        ...more,
      };
      const [row] = await life.database.query<{ id: string }>(
        `insert into calendar_events (${Object.keys(given).join(", ")}) values (${Object.keys(given)
          .map((_, i) => `$${i + 1}`)
          .join(", ")}) returning id`,
        Object.values(given),
      );
      return row!.id;
    };
    const series = await event({ recurrence_rule: "FREQ=WEEKLY" });
    const [changed, other] = await Promise.all(
      ["2026-03-08T18:00Z", "2026-03-15T18:00Z"].map((at) =>
        event({ recurrence_parent_id: series, recurrence_original_start: at }),
      ),
    );
    const left = async () => {
      await scheduleHandler(prune)({});
      return [
        await isThere("calendar_events", series),
        await isThere("calendar_events", changed!),
        await isThere("calendar_events", other!),
      ];
    };
    await remove("calendar_events", series, 50);
    await remove("calendar_events", other!, 31);
    expect(await left()).toEqual([true, true, false]);
    await remove("calendar_events", changed!, 5);
    expect(await left()).toEqual([true, true, false]);
    await remove("calendar_events", changed!, 31);
    expect(await left()).toEqual([false, false, false]);
  });

  it("keeps a recipe that was cooked, with its cookings", async () => {
    const cooked = await made.idOf("recipe_cookings", anna);
    await life.database.query("update recipe_cookings set cooked_by = $1 where id = $2", [anna.userId, cooked]);
    const recipe = await made.idOf("recipes", anna);
    await remove("recipes", recipe, 31);
    await scheduleHandler(prune)({});
    expect(await isThere("recipes", recipe)).toBe(true);
    expect((await life.call(Cookings.list, { as: anna })).body.data).toMatchObject([{ id: cooked }]);
  });

  const many = (count: number) =>
    life.database.query(
      "insert into tasks (user_id, title, deleted_at) select $1, 'x', now() - interval '40 days' from generate_series(1, $2)",
      [anna.userId, count],
    );

  it("goes in bites, and stops when the night is over", async () => {
    await many(1_200);
    const { run } = life.transport;
    const began = life.now();
    life.transport.run = (statements) => {
      life.setNow(new Date(life.now().getTime() + 10_000));
      return run(statements);
    };
    try {
      await scheduleHandler(prune)({});
      expect(logged()).toMatchObject({ tasks: 1_000, unfinished: ["tasks"] });
    } finally {
      life.transport.run = run;
      life.setNow(began);
    }
    await scheduleHandler(prune)({});
    expect(logged()).toMatchObject({ tasks: 200, unfinished: [] });
  });

  it("leaves no deleted row with an offline client that returns", async () => {
    const make = async (title: string) =>
      (await life.call(Tasks.create, { as: anna, body: { title } })).body.id as string;
    const [kept, gone] = [await make("kept"), await make("gone")];
    const ask = async (since?: string) =>
      (await life.call(Tasks.changes, { as: anna, query: since ? { since } : {} })).body as {
        data: { id: string; deleted: boolean }[];
        nextCursor: string;
        resync: boolean;
      };
    const first = await ask();
    await life.call(Tasks.remove, { as: anna, params: { taskId: gone } });
    expect((await ask(first.nextCursor)).data).toContainEqual({ id: gone, deleted: true, row: null });

    const then = (text: string) =>
      new Date(Date.parse(`${text.slice(0, 19).replace(" ", "T")}Z`) - 32 * 86_400_000)
        .toISOString()
        .replace(/T(.*)\..*/, " $1") + text.slice(19);
    const [at, ...rest] = JSON.parse(Buffer.from(first.nextCursor, "base64url").toString());
    const asked = Buffer.from(JSON.stringify([then(at), ...rest])).toString("base64url");
    await remove("tasks", gone, 31);
    await scheduleHandler(prune)({});
    expect((await ask(asked)).resync).toBe(true);
    expect((await ask()).data.map(({ id }) => id)).toEqual([kept]);
  });
});
