/** What a database will never do is no outage: it is said as what it is, and nobody is told to come again. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { read } from "#kit/db";
import { endpoint } from "#kit/endpoint";
import { configure, runtime } from "#kit/runtime";
import { type OpenServerDatabase, serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { type NeonStandIn, neonStandIn } from "#testing/neon";
import { slow } from "#testing/slow";
import { eachApart } from "./each-apart.ts";
import { neonTransport } from "./transport/neon.ts";
import { pgTransport } from "./transport/pg.ts";
import type { Transport } from "./transport.ts";

const MIB = 1024 * 1024;
let open: OpenServerDatabase;
let neon: NeonStandIn;
let life: Harness;
let anna: Person;
beforeAll(async () => {
  open = await serverDb();
  neon = await neonStandIn();
  life = await harness(open, { transport: over(open.url) });
  anna = await life.user("anna");
});
afterAll(async () => {
  await neon.close();
  await life.close();
});

const over = (url: string) => neonTransport(url, { endpoint: neon.endpoint });

const ask = endpoint("POST /v1/kit/statements", {
  summary: "Run a statement",
  body: z.strictObject({ bytesSent: z.int(), bytesAnswered: z.int(), parameters: z.int() }),
  returns: z.strictObject({ rows: z.int() }),
  async handler({ db, body }) {
    const parameters = Array.from({ length: body.parameters }, () => sql`${"x"}`);
    const [rows] = await db.batch([
      read(sql`select repeat('x', ${Math.ceil(body.bytesAnswered / 4)}::int), length(${"x".repeat(body.bytesSent)}),
        cardinality(array[${sql.join(parameters, sql`, `)}]::text[]) from generate_series(1, 5)`),
    ]);
    return { rows: rows.length };
  },
});
const run = (given: Partial<{ bytesSent: number; bytesAnswered: number; parameters: number }>) => {
  life.logs.splice(0);
  return life.call(ask, { as: anna, body: { bytesSent: 1, bytesAnswered: 1, parameters: 1, ...given } });
};

describe("a request to the API", () => {
  slow("that the database can do is done, however large", async () => {
    for (const given of [{ bytesAnswered: 8 * MIB }, { bytesSent: 9 * MIB }, { parameters: 32_765 }])
      expect(await run(given), JSON.stringify(given)).toMatchObject({ status: 200, body: { rows: 5 } });
  });

  slow("whose rows are too many for an answer is told to ask for less", async () => {
    const { status, headers, body } = await run({ bytesAnswered: 16 * MIB });
    expect([status, headers["retry-after"], body.code]).toEqual([400, undefined, "invalid_input"]);
  });

  it("that stores more than the database takes at once is too large", async () => {
    const { status, headers, body } = await run({ bytesSent: 10 * MIB });
    expect([status, headers["retry-after"], body.code]).toEqual([413, undefined, "too_large"]);
  });

  slow("that has too many parameters is a fault of ours, over every driver, and the log says which", async () => {
    const { transport, ...rest } = runtime();
    const pipelined = pgTransport(open.url);
    for (const one of [transport, pipelined]) {
      configure({ ...rest, transport: one });
      const { status, headers, body } = await run({ parameters: 32_766 });
      expect([status, headers["retry-after"], body.code]).toEqual([500, undefined, "internal"]);
      expect(life.logs.find(({ level }) => level === "error")?.fields).toMatchObject({
        error: { message: "a statement has 32768 parameters, and 32767 can be sent" },
      });
    }
    configure({ ...rest, transport });
    await pipelined.close();
  });

  it("finds a wrong password to be a fault of ours, over every driver, and the log says so in a sentence", async () => {
    const { transport, ...rest } = runtime();
    const wrong = new URL(open.url);
    wrong.password = "do-not-tell";
    const pipelined = pgTransport(wrong.href);
    for (const one of [over(wrong.href), pipelined]) {
      configure({ ...rest, transport: one });
      const { status, headers, body } = await run({});
      expect([status, headers["retry-after"], body.code]).toEqual([500, undefined, "internal"]);
      const [line] = life.logs.filter(({ level }) => level === "error");
      expect(line?.fields).toMatchObject({
        error: { code: "28P01", message: expect.stringContaining("password authentication failed for user") },
      });
      expect(JSON.stringify([life.logs, body])).not.toContain("do-not-tell");
    }
    configure({ ...rest, transport });
    await pipelined.close();
  });
});

describe("work on the rows of many", () => {
  const attempts = async (transport: Transport, statement: (rows: readonly number[]) => unknown[]) => {
    const tried: number[] = [];
    const working = eachApart(
      life.as(anna),
      [1, 2, 3, 4],
      async (rows) => {
        tried.push(rows.length);
        await transport.run([{ text: "select length($1)", params: statement(rows) }]);
      },
      (row) => ({ row }),
    ).catch((error) => error.code);
    return [await working, tried];
  };

  slow("is done in halves where all of it is more than the database takes at once", async () => {
    const statement = (rows: readonly number[]) => ["x".repeat(rows.length * 4 * MIB)];
    expect(await attempts(over(open.url), statement)).toEqual([
      [1, 2, 3, 4],
      [4, 2, 2],
    ]);
  });

  it("ends at once where the password is wrong", async () => {
    const wrong = new URL(open.url);
    wrong.password = "wrong";
    expect(await attempts(over(wrong.href), () => ["x"])).toEqual(["28P01", [4]]);
  });
});
