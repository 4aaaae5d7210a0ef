/** What is taken back, or used again, in the moment in which it is being removed for good stays. On a server, for PGlite has one connection. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { prune } from "#functions/platform/schedules";
import * as Tasks from "#functions/work/tasks";
import { serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let anna: Person;
beforeAll(async () => {
  life = await harness(await serverDb());
  anna = await life.user("anna");
});
afterAll(() => life.close());

/** A task that was deleted long ago. */
async function deletedTask(): Promise<string> {
  const { body } = await life.call(Tasks.create, { as: anna, body: { title: "Milk" } });
  await life.database.query("update tasks set deleted_at = now() - interval '40 days' where id = $1", [body.id]);
  return body.id;
}
const isThere = async (table: string, column: string, value: string) =>
  (await life.database.query(`select from ${table} where ${column} = $1`, [value])).length === 1;

/** Prunes while `statement` has changed its row and is not committed. */
async function pruneWhile(statement: string, values: unknown[]): Promise<void> {
  let pruned: Promise<unknown> | undefined;
  await life.database.transaction(async (tx) => {
    await tx.query(statement, values);
    pruned = scheduleHandler(prune)({});
    await eventually(async () => {
      const waiting = await life.database.query(
        "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
      );
      expect(waiting).toHaveLength(1);
    });
  });
  await pruned;
}

it("keeps a row that is restored while the purge waits for it", async () => {
  const id = await deletedTask();
  await pruneWhile("update tasks set deleted_at = null where id = $1", [id]);
  expect(await isThere("tasks", "id", id)).toBe(true);
});

it("keeps a row that is restored between being found and being deleted singly", async () => {
  const [stuck, id] = [await deletedTask(), await deletedTask()];
  // After a row that cannot be deleted, the purge reads ids first and deletes by them.
  await life.database.exec(`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'stays'; end $$;
    create trigger refuse before delete on tasks for each row when (old.id = '${stuck}') execute function refuse()`);
  const { run } = life.transport;
  life.transport.run = async (statements) => {
    if (statements.some(({ text, params }) => text.includes('delete from "tasks"') && params.join().includes(id)))
      await life.call(Tasks.restore, { as: anna, params: { taskId: id } });
    return run(statements);
  };
  try {
    await scheduleHandler(prune)({});
  } finally {
    life.transport.run = run;
    await life.database.exec("drop trigger refuse on tasks; drop function refuse");
  }
  expect(await isThere("tasks", "id", id)).toBe(true);
});

it("keeps an Idempotency-Key that is used again while its deletion waits for it", async () => {
  const claim = "select once_claim('POST /v1/work/tasks again', 'hash')";
  const speak = (sql: typeof life.database.query) => sql("select set_config('app.user_id', $1, true)", [anna.userId]);
  await life.database.transaction(async (tx) => {
    await speak(tx.query.bind(tx) as typeof life.database.query);
    await tx.query(claim);
  });
  await life.database.query("update idempotency_keys set expires_at = now() - interval '1 second'");
  await pruneWhile(
    `with me as materialized (select set_config('app.user_id', $1, true) as me)
     select once_claim('POST /v1/work/tasks again', 'hash') from me where me <> ''`,
    [anna.userId],
  );
  expect(await isThere("idempotency_keys", "key", "POST /v1/work/tasks again")).toBe(true);
});
