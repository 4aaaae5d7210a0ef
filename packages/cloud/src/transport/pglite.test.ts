import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pgliteDb } from "#testing/database";
import { slow } from "#testing/slow";
import type { Transport } from "../transport.ts";
import { pgliteTransport } from "./pglite.ts";

let open: Awaited<ReturnType<typeof pgliteDb>>;
let transport: Transport;
beforeAll(async () => {
  open = await pgliteDb();
  await open.database.exec("create table notes (id int primary key, body text not null)");
  await open.database.exec("insert into notes values (1, 'one'), (2, 'two')");
  transport = pgliteTransport(open.pglite);
});
afterAll(() => open.close());

type Statement = Parameters<Transport["run"]>[0][number];
const note = (id: number): Statement => ({ text: "select body from notes where id = $1", params: [id] });
const say = (text: string, ...params: unknown[]): Statement => ({ text, params });
const rowsOf = async (through: Transport, ...statements: Statement[]) =>
  (await through.run(statements)).map(({ rows }) => rows);
const codeOf = (failing: Promise<unknown>) =>
  failing.then(
    () => "nothing was thrown",
    (error: { code?: string }) => error.code,
  );

describe("a batch on PGlite", () => {
  it("runs its own statements, whoever else prepares on the same database", async () => {
    const other = pgliteTransport(open.pglite);
    for (let n = 0; n < 3; n++) {
      expect(await rowsOf(transport, note(1))).toEqual([[["one"]]]);
      expect(await rowsOf(other, say("select id from notes where body = $1", "two"))).toEqual([[[2]]]);
      expect(await rowsOf(transport, note(2))).toEqual([[["two"]]]);
    }
  });

  it("lets all that comes from outside have its turn before the next one", async () => {
    let turns = 0;
    const count = () => {
      turns++;
      waiting = setImmediate(count);
    };
    let waiting = setImmediate(count);
    for (let n = 0; n < 20; n++) await transport.run([note(1)]);
    clearImmediate(waiting);
    expect(turns).toBeGreaterThanOrEqual(19);
  });

  it("that fails at any of its statements leaves what is prepared as it was", async () => {
    const wrong = [
      say("insert into notes values ($1, 'again')", 1),
      say("select nothing from notes"),
      say("select * from notes where id = $1", "x"),
      say("select 1; select 2"),
      say("select $1::int", "1", "2"),
    ];
    for (const one of wrong)
      for (let n = 0; n < 3; n++) {
        expect(await codeOf(transport.run([one, note(1)])), one.text).toMatch(/^[0-9A-Z]{5}$/);
        expect(await codeOf(transport.run([note(2), say("insert into notes values (9, 'x')"), one])), one.text).toMatch(
          /^[0-9A-Z]{5}$/,
        );
        expect(await rowsOf(transport, note(1), note(2), note(9))).toEqual([[["one"]], [["two"]], []]);
      }
  });

  slow("may hold any number of different statements, and of rows and bytes", async () => {
    const many = Array.from({ length: 400 }, (_, n) => say(`select ${n}, $1::text`, "x"));
    for (let n = 0; n < 3; n++)
      expect(await rowsOf(transport, ...many)).toEqual(many.map((_, answer) => [[answer, "x"]]));
    const large = "y".repeat(4_000_000);
    const [[[text]], rows] = (await rowsOf(
      transport,
      say("select $1::text", large),
      say("select n from generate_series(1, 50000) n"),
    )) as [[[string]], unknown[]];
    expect([text === large, rows.length]).toEqual([true, 50_000]);
  });

  it("takes turns with the transactions of others", async () => {
    const counting = async (n: number) => {
      if (n % 3 === 0)
        return open.database.transaction(async (tx) => {
          await tx.query("insert into notes values ($1, 'tx')", [100 + n]);
          const [row] = await tx.query<{ n: number }>("select count(*)::int as n from notes where id = $1", [100 + n]);
          return row!.n;
        });
      if (n % 3 === 1)
        return (await rowsOf(transport, say("insert into notes values ($1, 'b')", 100 + n), note(100 + n))).length;
      return codeOf(transport.run([say("insert into notes values ($1, 'c')", 100 + n), say("select 1 / 0")]));
    };
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => counting(n)));
    expect(answers).toEqual(answers.map((_, n) => [1, 2, "22012"][n % 3]));
    expect(await rowsOf(transport, say("select count(*)::int from notes where id >= 100"))).toEqual([[[40]]]);
  });

  it("ends with a transaction that it tries to leave open", async () => {
    for (const text of ["begin", "commit", "rollback", "savepoint s"])
      await codeOf(transport.run([say(text), note(1)]));
    await codeOf(transport.run([say("insert into notes values (50, 'x')"), say("select 1 / 0")]));
    expect(await rowsOf(transport, note(50))).toEqual([[]]);
  });
});

it("a batch on a PGlite that is closed is a database that cannot be reached", async () => {
  const gone = await pgliteDb();
  const through = pgliteTransport(gone.pglite);
  await gone.close();
  expect(await codeOf(through.run([say("select 1")]))).toBe("08006");
});

slow("a PostgreSQL that has ended holds nobody up, be it asked by requests or by the queues", async () => {
  const dying = await pgliteDb();
  const through = pgliteTransport(dying.pglite);
  await dying.database.exec("create table notes (id int)");
  // Nothing of the product copies; here it makes PostgreSQL end, as a full disk does.
  expect(await codeOf(through.run([say("copy notes from stdin"), say("select 1")]))).toBe("08006");
  expect(await codeOf(through.run([say("select 1")]))).toBe("08006");
  await expect(dying.database.query("select 1")).rejects.toThrow("has ended");
  await expect(dying.database.transaction((tx) => tx.query("select 1"))).rejects.toThrow("has ended");
});
