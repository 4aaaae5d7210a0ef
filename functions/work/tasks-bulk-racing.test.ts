/** Tasks change while something is done to all that match a filter. On a server, for PGlite has one connection. */
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bulk, create } from "#functions/work/tasks";
import { serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Harness, harness } from "#testing/harness";

let life: Harness;
let url: string;
beforeAll(async () => {
  const open = await serverDb();
  url = open.ownerUrl;
  life = await harness(open);
});
afterAll(() => life.close());

it.each([
  [{ op: "remove" }, "priority = priority + 1"],
  [{ op: "complete" }, "labels = '{}'"],
  [{ op: "update", task: { category: "chore" } }, "labels = '{keep}'"],
  [{ op: "update", task: { category: "chore" } }, "deleted_at = now()"],
])("%j leaves a task that does not match any more: %s", async (body, change) => {
  const as = await life.user("anna");
  const of = { as, body: { title: "x", labels: ["old"], priority: "low" } };
  const [one, other] = [await life.call(create, of), await life.call(create, of)];
  const gate = new pg.Client(url);
  await gate.connect();
  await gate.query("begin");
  await gate.query(`update tasks set ${change} where id = $1`, [one.body.id]);
  const doing = life.call(bulk, { as, query: { labels: "old", priority: "low" }, body });
  await eventually(async () => {
    const { rows } = await gate.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    );
    expect(rows.length).toBe(1);
  });
  await gate.query("commit");
  await gate.end();
  expect((await doing).body).toMatchObject({ changed: 1, taskIds: [other.body.id] });
});
