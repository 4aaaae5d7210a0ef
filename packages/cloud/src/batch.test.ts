import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { db, read } from "#kit/db";
import type { Once } from "#kit/once";
import { rowRead } from "#kit/row";
import { createSamples, SampleEvents, samples } from "#kit/samples.fixture";
import { type OpenDatabase, pgliteDb, serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Harness, harness, type Person } from "#testing/harness";
import { neonStandIn } from "#testing/neon";
import { postgresProxy } from "#testing/proxy";
import { slow } from "#testing/slow";
import { TEST_LOGIN } from "#testing/templates";
import { createDb } from "./batch.ts";
import { problemOfDatabase } from "./problem-details.ts";
import { neonTransport } from "./transport/neon.ts";
import { pgTransport } from "./transport/pg.ts";
import { pgliteTransport } from "./transport/pglite.ts";
import type { Transport } from "./transport.ts";

interface Opened {
  life: Harness;
  transport: Transport;
  url?: string;
  anna: Person;
  ben: Person;
}

async function onPglite(): Promise<{ open: OpenDatabase; transport: Transport }> {
  const { pglite, ...open } = await pgliteDb();
  return { open, transport: pgliteTransport(pglite) };
}

async function onPostgres() {
  const open = await serverDb({ max: 2 });
  // One connection, so that whatever a batch leaves behind is there for the next.
  return { open, transport: pgTransport(open.url, { max: 1 }) };
}

async function onNeon() {
  const open = await serverDb({ max: 2 });
  const neon = await neonStandIn();
  const transport = neonTransport(open.url, { endpoint: neon.endpoint });
  return { open, transport: { run: transport.run, close: neon.close } };
}

const drivers = { PGlite: onPglite, "node-postgres, pipelined": onPostgres, "Neon over HTTP": onNeon };
type Driver = keyof typeof drivers;
const opened = {} as Record<Driver, Opened>;

beforeAll(async () => {
  for (const driver of Object.keys(drivers) as Driver[]) {
    const { open, transport } = await drivers[driver]();
    await createSamples(open.database);
    const life = await harness(open, { transport });
    opened[driver] = { life, transport, url: open.url, anna: await life.user("anna"), ben: await life.user("ben") };
  }
});
afterAll(async () => {
  for (const { life } of Object.values(opened)) await life.close();
});

/** A ctx that speaks as a person, or as nobody. */
function speaking(transport: Transport, userId: string | null, once?: Once): Ctx & { replays: number } {
  const ctx = {
    actor: { userId: userId ?? "", role: "user" as const, tier: "free" as const },
    now: () => new Date(),
    log: () => {},
    requestId: "test",
    correlationId: randomUUID(),
    causationId: null,
    origin: "api" as const,
    platform: "api" as const,
    clientVersion: null,
    ip: null,
    replays: 0,
    db: createDb({
      transport: () => transport,
      speaker: { role: "lifeos_app", userId },
      nextClaim: () => once,
      onReplay: () => ctx.replays++,
    }),
  };
  return ctx;
}

const whoAmI = read<{ role: string; me: string | null; zone: string }>(
  sql`select current_user::text as role, nullif(current_setting('app.user_id', true), '') as me, current_setting('timezone') as zone`,
);
const half = (unit: string) => [{ text: "select $1::text, $2::text[]", params: [`a${unit}`, `{"${unit}b"}`] }];
const codeOf = (failing: Promise<unknown>) =>
  failing.then(
    () => "nothing was thrown",
    (error: { code?: string }) => error.code,
  );

describe("values", () => {
  const instant = fc
    .date({ min: new Date("0001-01-01T00:00:00.000Z"), max: new Date("9999-12-31T23:59:59.999Z"), noInvalidDate: true })
    .map((date) => date.toISOString());
  const words = (maxLength: number) => fc.string({ unit: "grapheme", maxLength }).filter((one) => !one.includes("\0"));
  // PostgreSQL has no NUL in text, and JSON no -0.
  const jsonValue = fc
    .jsonValue({ maxDepth: 3 })
    .map((value) => JSON.parse(JSON.stringify(value).replaceAll("\\u0000", "")) as unknown);
  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
  const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 6 });
  const row = fc.record({
    title: words(200),
    website: orNull(words(50)),
    state: fc.constantFrom("open" as const, "closed" as const),
    priority: orNull(fc.constantFrom("low" as const, "medium" as const, "high" as const)),
    dueAt: orNull(instant),
    onDay: orNull(instant.map((one) => one.slice(0, 10))),
    atTime: orNull(clock),
    count: orNull(fc.integer({ min: 0, max: 1_000 })),
    small: orNull(fc.integer({ min: -32_768, max: 32_767 })),
    amountCents: orNull(fc.maxSafeInteger()),
    weightKg: orNull(fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((one) => one + 0)),
    facts: orNull(fc.dictionary(words(10), jsonValue, { maxKeys: 4, noNullPrototype: true })),
    tags: orNull(fc.array(words(20), { maxLength: 5 })),
    links: orNull(fc.array(fc.uuid(), { maxLength: 3 })),
    moments: orNull(fc.array(instant, { maxLength: 3 })),
    done: fc.boolean(),
    otherId: orNull(fc.uuid()),
    secret: orNull(
      fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("base64")),
    ),
  });

  // What a client sends as JSON must never be taken for one of drizzle's objects.
  const lookingLikeSql = {
    ...fc.sample(row, { numRuns: 1, seed: 1 })[0]!,
    facts: { getSQL: "now()", queryChunks: ["now()"], constructor: { x: 1 }, ["__proto__"]: { y: 2 } },
  };

  it.each(Object.keys(drivers) as Driver[])("with half of a character have U+FFFD for it, over %s", async (driver) => {
    const one = half("\ud83d");
    const results = await opened[driver].transport.run([...one, ...half("\ude00"), ...half("\ud83d\ude00")]);
    expect(results.flatMap(({ rows }) => rows)).toEqual([
      ["a\ufffd", "{\ufffdb}"],
      ["a\ufffd", "{\ufffdb}"],
      ["a😀", "{😀b}"],
    ]);
    expect((await opened[driver].transport.run(one))[0]!.rows).toEqual([["a\ufffd", "{\ufffdb}"]]);
  });

  it("with half of a character are what Neon's proxy refuses", async () => {
    const neon = await neonStandIn();
    for (const [param, status] of [
      ["\ud83d", 400],
      ["\ude00\ud83d", 400],
      ["😀", 200],
    ] as const) {
      const query = { query: "select $1::text", params: [param] };
      for (const body of [query, { queries: [query] }]) {
        const answer = await fetch(neon.endpoint, {
          method: "POST",
          headers: { "neon-connection-string": opened["Neon over HTTP"].url! },
          body: JSON.stringify(body),
        });
        expect(answer.status).toBe(status);
        if (status === 400)
          expect(await answer.json()).toMatchObject({ code: "", message: expect.stringMatching(/hex escape/) });
      }
    }
    await neon.close();
  });

  slow("of every column type come back as they were written, over every driver and every way of reading", async () => {
    await fc.assert(
      fc.asyncProperty(row, async (values) => {
        for (const driver of Object.keys(drivers) as Driver[]) {
          const { transport, anna } = opened[driver];
          const once: Once = { kind: "request", key: randomUUID(), requestHash: "same" };
          const first = speaking(transport, anna.userId, once);
          const [written] = await first.db.batch([insert(first, samples, values)]);
          expect(written, `${driver}: written`).toMatchObject(values);

          const again = speaking(transport, anna.userId, once);
          const [replayed] = await again.db.batch([insert(again, samples, values)]);
          expect({ replays: again.replays, row: replayed }, `${driver}: replayed`).toEqual({
            replays: 1,
            row: written,
          });

          const [selected, one] = await first.db.batch([
            db.select().from(samples).where(eq(samples.id, written.id)),
            rowRead(samples, written.id, true),
          ]);
          expect(selected, `${driver}: selected`).toEqual([{ ...written, deletedAt: null }]);
          expect(one, `${driver}: read by id`).toEqual(written);
        }
      }),
      { numRuns: 40, examples: [[lookingLikeSql]] },
    );
  });
});

describe.each(Object.keys(drivers) as Driver[])("a batch over %s", (driver) => {
  const made = async (title: string, more: object = {}) => {
    const { transport, anna } = opened[driver];
    const ctx = speaking(transport, anna.userId);
    const [row] = await ctx.db.batch([insert(ctx, samples, { title, ...more })]);
    return row;
  };

  it("yields what each of its queries says, in order", async () => {
    const { transport, anna } = opened[driver];
    const ctx = speaking(transport, anna.userId);
    const title = randomUUID();
    const [none, row, [found], counted] = await ctx.db.batch([
      db.select({ id: samples.id }).from(samples).where(eq(samples.title, title)),
      insert(ctx, samples, { title, count: 7 }),
      db
        .select({ doubled: sql<number>`${samples.count} * 2`, title: samples.title })
        .from(samples)
        .where(eq(samples.title, title)),
      read<{ n: number }>(sql`select count(*)::int as n from ${samples} where ${samples.title} = ${title}`),
    ]);
    expect(none).toEqual([]);
    expect(row).toMatchObject({ title, count: 7, userId: anna.userId, version: 1 });
    expect(found).toEqual({ doubled: 14, title });
    expect(counted).toEqual([{ n: 1 }]);
  });

  it("changes nothing when any of its statements fails, and tells PostgreSQL's own code", async () => {
    const { transport, anna, life } = opened[driver];
    const ctx = speaking(transport, anna.userId);
    const title = randomUUID();
    const email = `${title}@example.com`;
    const failing = [
      ["23505", insert(ctx, samples, { title, email })],
      ["23514", insert(ctx, samples, { title, count: 5_000 })],
      ["22012", read(sql`select 1 / 0`)],
      ["42P01", read(sql`select * from no_such_table`)],
      ["LF005", update(ctx, samples, sql`false`, { title }, { orConflict: "it is gone" })],
    ] as const;
    for (const [code, query] of failing) {
      const batch = ctx.db.batch([
        insert(ctx, samples, { title, email }, { emits: { event: SampleEvents.created } }),
        query,
        whoAmI,
      ]);
      expect(await codeOf(batch)).toBe(code);
    }
    expect(await life.count(samples, `title = '${title}'`)).toBe(0);
    const [[speaker]] = await ctx.db.batch([whoAmI]);
    expect(speaker).toMatchObject({ role: "lifeos_app", me: anna.userId });
  });

  it("names the constraint that was broken", async () => {
    const { transport, anna } = opened[driver];
    const ctx = speaking(transport, anna.userId);
    const row = await made("first", { email: `${randomUUID()}@example.com` });
    const error = await ctx.db
      .batch([insert(ctx, samples, { title: "second", email: row.email })])
      .catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "23505", constraint: "samples_email" });
  });

  it("speaks as its own user and role, whoever spoke on the connection before, and however that ended", async () => {
    const { transport, anna, ben } = opened[driver];
    const row = await made("Anna's");
    const seen = read<{ title: string }>(sql`select title from samples where id = ${row.id}::uuid`);
    for (let turn = 0; turn < 3; turn++) {
      for (const userId of [anna.userId, ben.userId, null]) {
        const ctx = speaking(transport, userId);
        expect(await ctx.db.batch([whoAmI, seen])).toEqual([
          [{ role: "lifeos_app", me: userId, zone: "UTC" }],
          userId === anna.userId ? [{ title: "Anna's" }] : [],
        ]);
        expect(await codeOf(ctx.db.batch([read(sql`select 1 / 0`)]))).toBe("22012");
      }
      const [bare] = await transport.run([
        { text: "select current_user::text, current_setting('app.user_id', true)", params: [] },
      ]);
      expect(bare!.rows[0]).toEqual([driver === "PGlite" ? "postgres" : TEST_LOGIN.user, ""]);
    }
  });

  it("keeps users apart when many speak at once", async () => {
    const { transport, anna, ben } = opened[driver];
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const userId = [anna.userId, ben.userId, null][i % 3]!;
        const [[speaker]] = await speaking(transport, userId).db.batch([whoAmI]);
        return speaker!.me === userId;
      }),
    );
    expect(answers).not.toContain(false);
  });

  it("is all or nothing for a repetition too: the rows of the first time, and what can be read now", async () => {
    const { transport, anna, life } = opened[driver];
    const title = randomUUID();
    const once: Once = { kind: "inbox", consumer: "kit.test", eventId: randomUUID() };
    const run = async () => {
      const ctx = speaking(transport, anna.userId, once);
      const results = await ctx.db.batch([
        insert(ctx, samples, { title }, { emits: { event: SampleEvents.created } }),
        read<{ n: number }>(sql`select count(*)::int as n from samples where title = ${title}`),
        update(ctx, samples, eq(samples.title, title), { count: 3 }),
        update(ctx, samples, sql`false`, { count: 4 }),
      ]);
      return { results, replays: ctx.replays };
    };
    const first = await run();
    expect(first.results[0]).toMatchObject({ title, version: 1 });
    expect(first.results.slice(1)).toMatchObject([[{ n: 1 }], { title, count: 3, version: 2 }, undefined]);
    await life.database.query("update samples set title = $1 || ' renamed' where title = $1", [title]);

    const second = await run();
    expect(second.replays).toBe(1);
    expect([second.results[0], second.results[2], second.results[3]]).toEqual([
      first.results[0],
      first.results[2],
      undefined,
    ]);
    expect(second.results[1]).toEqual([{ n: 0 }]);
    expect(await life.database.query("select 1 from events where entity_id = $1", [first.results[0].id])).toHaveLength(
      1,
    );
  });

  it("claims nothing when it fails, so that it can be tried again", async () => {
    const { transport, anna } = opened[driver];
    const once: Once = { kind: "request", key: randomUUID(), requestHash: "same" };
    const ctx = speaking(transport, anna.userId, once);
    const write = insert(ctx, samples, { title: "claimed" });
    expect(await codeOf(ctx.db.batch([write, read(sql`select 1 / 0`)]))).toBe("22012");
    const [row] = await ctx.db.batch([write]);
    expect({ title: row.title, replays: ctx.replays }).toEqual({ title: "claimed", replays: 0 });
  });

  it("goes on when a table has changed since its statements were prepared", async () => {
    const { transport, anna, life } = opened[driver];
    const table = `changing_${randomUUID().replaceAll("-", "_")}`;
    await life.database.exec(
      `create table ${table} (n int); insert into ${table} values (7); grant select on ${table} to lifeos_app`,
    );
    const ctx = speaking(transport, anna.userId);
    const look = async () => (await ctx.db.batch([read(sql`select * from ${sql.identifier(table)}`)]))[0];
    for (let n = 0; n < 3; n++) expect(await look()).toEqual([{ n: 7 }]);
    await life.database.exec(`alter table ${table} alter n type text, add m text`);
    expect(await look()).toEqual([{ n: "7", m: null }]);
  });
});

describe("a query outside a batch", () => {
  it("is refused", async () => {
    await expect(db.select().from(samples)).rejects.toThrow("ctx.db.batch");
  });

  it("is refused after a batch that could not be built, too", async () => {
    const ctx = speaking(opened.PGlite.transport, null);
    const broken = Object.assign(Promise.resolve(), {
      execute() {
        throw new Error("cannot be built");
      },
    });
    await expect(ctx.db.batch([broken as never])).rejects.toThrow("cannot be built");
    await expect(db.select().from(samples)).rejects.toThrow();
    const silent = Object.assign(Promise.resolve(), { execute: async () => [] });
    await expect(ctx.db.batch([silent as never])).rejects.toThrow("exactly one statement");
  });
});

describe("a jam", () => {
  const failing = (times: number, code: string) => {
    let runs = 0;
    const transport: Transport = {
      async run(statements) {
        if (++runs <= times) throw Object.assign(new Error("jam"), { code });
        return statements.map(() => ({ columns: ["n"], rows: [[1]] }));
      },
      close: async () => {},
    };
    return { ctx: speaking(transport, null), runs: () => runs };
  };

  it.each(["40P01", "40001", "40000"])("that PostgreSQL resolves with %s is tried three times in all", async (code) => {
    const lucky = failing(2, code);
    expect(await lucky.ctx.db.batch([read(sql`select 1 as n`)])).toEqual([[{ n: 1 }]]);
    expect(lucky.runs()).toBe(3);
    const unlucky = failing(9, code);
    const error = await unlucky.ctx.db.batch([read(sql`select 1 as n`)]).catch((thrown) => thrown);
    expect({ code: error.code, runs: unlucky.runs() }).toEqual({ code, runs: 3 });
    expect(problemOfDatabase(error)).toMatchObject({
      kind: "unavailable",
      extras: { headers: { "retry-after": expect.stringMatching(/^\d+$/) } },
    });
  });

  it("of any other kind is not tried again", async () => {
    for (const code of ["23505", "40003", "57014"]) {
      const { ctx, runs } = failing(1, code);
      expect(await codeOf(ctx.db.batch([read(sql`select 1 as n`)]))).toBe(code);
      expect(runs()).toBe(1);
    }
  });

  it("of two that lock the same rows in opposite order lets both through", async () => {
    const { life, anna, url } = opened["node-postgres, pipelined"];
    // PostgreSQL looks for a deadlock after a second, which is long for a test.
    const [named] = await life.database.query<{ name: string }>("select current_database() as name");
    await life.database.exec(`alter database ${named!.name} set deadlock_timeout = '20ms'`);
    const transport = pgTransport(url!, { max: 4 });
    const ctx = speaking(transport, anna.userId);
    const ids = await Promise.all(
      ["a", "b"].map(async (title) => (await ctx.db.batch([insert(ctx, samples, { title })]))[0].id),
    );
    // The pause makes sure that each has its first row before it asks for its second.
    const lock = (id: string) => update(ctx, samples, eq(samples.id, id), { count: 1 });
    const pause = read(sql`select pg_sleep(0.05)`);
    await Promise.all([
      ctx.db.batch([lock(ids[0]!), pause, lock(ids[1]!)]),
      ctx.db.batch([lock(ids[1]!), pause, lock(ids[0]!)]),
    ]);
    const rows = await life.database.query("select version from samples where id = any($1::uuid[])", [ids]);
    expect(rows).toEqual([{ version: 3 }, { version: 3 }]);
    await transport.close();
  });
});

describe("the network", () => {
  const batch = (transport: Transport) => {
    const ctx = speaking(transport, opened["node-postgres, pipelined"].anna.userId);
    const write = insert(ctx, samples, { title: "flight" }, { emits: { event: SampleEvents.created } });
    return ctx.db.batch([write, whoAmI, rowRead(samples, randomUUID()), db.select().from(samples).limit(1)]);
  };

  it("is crossed once for a batch on a connection, whatever is in it", async () => {
    const proxy = await postgresProxy(opened["node-postgres, pipelined"].url!);
    const transport = pgTransport(proxy.url, { max: 1 });
    await batch(transport);
    expect(await proxy.flightsOf(() => batch(transport))).toBe(1);
    expect(await proxy.flightsOf(() => Promise.all([batch(transport), batch(transport)]))).toBe(2);
    await transport.close();
    await proxy.close();
  });

  it("is crossed once for a batch over HTTP", async () => {
    const neon = await neonStandIn();
    await batch(neonTransport(opened["node-postgres, pipelined"].url!, { endpoint: neon.endpoint }));
    expect(neon.requests()).toBe(1);
    await neon.close();
  });

  it("runs every batch READ COMMITTED, whatever the server's default", async () => {
    const { life, url } = opened["Neon over HTTP"];
    const [named] = await life.database.query<{ name: string }>("select current_database() as name");
    await life.database.exec(`alter database ${named!.name} set default_transaction_isolation = 'serializable'`);
    const level = [{ text: "show transaction_isolation", params: [] }];
    const pipelined = pgTransport(url!);
    const neon = await neonStandIn();
    for (const transport of [pipelined, neonTransport(url!, { endpoint: neon.endpoint })]) {
      expect((await transport.run(level))[0]!.rows).toEqual([["read committed"]]);
    }
    await pipelined.close();
    await neon.close();
  });

  it("may break: what was under way is a problem to try again later, what comes next works", async () => {
    const proxy = await postgresProxy(opened["node-postgres, pipelined"].url!);
    const transport = pgTransport(proxy.url, { max: 2 });
    await batch(transport);
    const ctx = speaking(transport, null);
    const broken = ctx.db.batch([read(sql`select pg_sleep(20)`)]).catch((thrown) => thrown);
    const asleep = "select 1 from pg_stat_activity where state = 'active' and query = 'select pg_sleep(20)'";
    const { database } = opened["node-postgres, pipelined"].life;
    await eventually(async () => expect(await database.query(asleep)).toHaveLength(1));
    proxy.sever();
    expect(problemOfDatabase(await broken)).toMatchObject({ kind: "unavailable" });
    expect((await batch(transport))[0]).toMatchObject({ title: "flight" });
    await transport.close();
    await proxy.close();
  });

  it("may lead nowhere: a problem to try again later", async () => {
    const proxy = await postgresProxy(opened["node-postgres, pipelined"].url!);
    await proxy.close();
    const neon = await neonStandIn();
    await neon.close();
    for (const transport of [pgTransport(proxy.url), neonTransport(proxy.url, { endpoint: neon.endpoint })]) {
      const error = await batch(transport).catch((thrown) => thrown);
      expect(problemOfDatabase(error)).toMatchObject({ kind: "unavailable" });
    }
  });
});
