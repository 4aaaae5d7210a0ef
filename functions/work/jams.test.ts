/** Requests that PostgreSQL aborts in favour of others: they are retried, or answered so that the client may try again. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Transport } from "#cloud/transport";
import { pgTransport } from "#cloud/transport/pg";
import { batch, create, get, remove, update } from "#functions/work/tasks";
import { type OpenServerDatabase, serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Harness, harness, type Person } from "#testing/harness";

const CODES = ["40P01", "40001", "55P03", "57014", "57P01", "53300", "08006"];

let open: OpenServerDatabase;
let life: Harness;
/** The SQLSTATE with which every writing transaction fails, while it is set. */
let jammed: string | undefined;
/** The errors with which transactions really failed. */
const undone: string[] = [];
beforeAll(async () => {
  open = await serverDb();
  const inner = pgTransport(open.url);
  const transport: Transport = {
    run: (statements) =>
      jammed !== undefined && statements.some(({ text }) => /insert into|update "|delete from/.test(text))
        ? Promise.reject(Object.assign(new Error("jam"), { code: jammed }))
        : inner.run(statements).catch((error) => {
            undone.push(error.code);
            throw error;
          }),
    close: () => inner.close(),
  };
  life = await harness(open, { transport });
});
afterAll(() => life.close());

const make = async (as: Person) => (await life.call(create, { as, body: { title: "Milk" } })).body.id as string;
const rename = (as: Person, ...ids: string[]) =>
  life.call(batch, {
    as,
    body: { atomic: true, operations: ids.map((taskId) => ({ op: "update", taskId, task: { title: "Oat milk" } })) },
  });

describe("a request", () => {
  it("that PostgreSQL aborts in a deadlock is executed once the other is through", async () => {
    const anna = await life.user("anna");
    const [a, b] = [await make(anna), await make(anna)];
    let asked: ReturnType<typeof rename> | undefined;
    await life.database.transaction(async (tx) => {
      // The transaction that checks for deadlocks first is aborted: here it is never this one.
      await tx.query("set local deadlock_timeout = '60s'");
      await tx.query("update tasks set actual_minutes = 1 where id = $1", [b]);
      asked = rename(anna, a, b);
      await eventually(async () => {
        const waiting = await life.database.query(
          "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        );
        expect(waiting).toHaveLength(1);
      });
      await tx.query("update tasks set actual_minutes = 1 where id = $1", [a]);
    });
    expect((await asked!).status).toBe(200);
    for (const taskId of [a, b])
      expect((await life.call(get, { as: anna, params: { taskId } })).body).toMatchObject({
        title: "Oat milk",
        actualMinutes: 1,
        version: 3,
      });
    expect(undone).toEqual(["40P01"]);
  });

  it("overlaps with others that need the same rows in the opposite order, and all are executed", async () => {
    const anna = await life.user("anna");
    const ids = [await make(anna), await make(anna), await make(anna)];
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, at) => rename(anna, ...(at % 2 ? ids : ids.toReversed()))),
    );
    expect(answers.map(({ status }) => status).filter((status) => ![200, 409, 503].includes(status))).toEqual([]);
    for (const { status, headers } of answers) if (status === 503) expect(headers["retry-after"]).toBe("1");
  });

  it.each(CODES)("that always fails with %s is told to try again, for every kind of write", async (code) => {
    const anna = await life.user("anna");
    const taskId = await make(anna);
    jammed = code;
    const answers = [
      await life.call(create, { as: anna, body: { title: "Bread" } }),
      await life.call(update, { as: anna, params: { taskId }, body: { title: "Bread" } }),
      await rename(anna, taskId),
      await life.call(remove, { as: anna, params: { taskId } }),
    ];
    jammed = undefined;
    for (const { status, headers, body } of answers)
      expect([status, headers["retry-after"], body.code]).toEqual([503, "1", "unavailable"]);
  });
});
