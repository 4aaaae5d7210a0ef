import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { insert } from "#kit/change";
import { read } from "#kit/db";
import { type Endpoint, endpoint } from "#kit/endpoint";
import { limitParameter } from "#kit/list";
import { createSamples, samples, samplesCrud } from "#kit/samples.fixture";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { type NeonStandIn, neonStandIn } from "#testing/neon";
import { isWhole, someOf } from "#testing/sampled";
import { neonTransport } from "./transport/neon.ts";

const KIB = 1024;
/** What Lambda takes (see lambda.ts), of which an answer of API Gateway's is counted as a whole. */
const LAMBDA_BYTES = 6_291_556;

let life: Harness;
let neon: NeonStandIn;
let anna: Person;
beforeAll(async () => {
  const open = await serverDb();
  await createSamples(open.database);
  neon = await neonStandIn({ maxAnswerBytes: 64 * KIB });
  life = await harness(open, { transport: neonTransport(open.url, { endpoint: neon.endpoint }) });
});
afterAll(async () => {
  await neon.close();
  await life.close();
});
beforeEach(async () => {
  anna = await life.user("anna");
});

/** Rows whose `facts` take about so many bytes of text. */
async function made(sizes: number[]): Promise<string[]> {
  const ctx = life.as(anna);
  const ids: string[] = [];
  // One by one, because what is written is answered, too.
  for (const [at, size] of sizes.entries()) {
    const values = { title: String(at), count: at % 3, facts: { x: "x".repeat(size) } };
    const [{ id }] = await ctx.db.batch([insert(ctx, samples, values)]);
    ids.push(id);
  }
  return ids;
}

interface Page {
  data: { id: string }[];
  nextCursor: string | null;
  hasMore?: boolean;
}

async function all(of: Endpoint, query: Record<string, string>, cursor: "cursor" | "since"): Promise<Page[]> {
  const pages: Page[] = [];
  for (let next: string | null | undefined; next !== null; ) {
    const { status, body } = await life.call(of, { as: anna, query: { ...query, ...(next && { [cursor]: next }) } });
    expect(status, JSON.stringify(body)).toBe(200);
    pages.push(body);
    next = cursor === "cursor" || body.hasMore ? body.nextCursor : null;
  }
  return pages;
}

describe("a list whose rows are more than the database hands on at once", () => {
  it("has smaller pages, none of them empty unless it is, and all rows come once and in order", async () => {
    await fc.assert(
      fc.asyncProperty(
        // A page of one row reads one more, to know whether there is a next page: two of the largest have to fit.
        fc.array(fc.constantFrom(0, 5 * KIB, 15 * KIB, 24 * KIB), { maxLength: 14 }),
        fc.constantFrom(undefined, 1, 3, 100),
        fc.constantFrom("createdAt", "-createdAt", "count", "-count"),
        async (sizes, limit, sort) => {
          anna = await life.user("anna");
          const ids = sizes.length > 0 ? await made(sizes) : [];
          const query: Record<string, string> = limit === undefined ? {} : { limit: String(limit) };
          const pages = await all(samplesCrud.list, { ...query, sort }, "cursor");
          expect(pages.flatMap(({ data }) => data.map(({ id }) => id)).toSorted()).toEqual(ids.toSorted());
          if (ids.length > 0) for (const { data } of pages) expect(data.length).toBeGreaterThan(0);
          const changes = await all(samplesCrud.changes, query, "since");
          expect(changes.flatMap(({ data }) => data.map(({ id }) => id))).toEqual(ids);
          if (ids.length > 0) for (const { data } of changes) expect(data.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: isWhole("extremes") ? 12 : 4 },
    );
  });

  it("is asked for again only then, and no more often than its rows can be halved", async () => {
    await made(Array(8).fill(10 * KIB));
    const requests = neon.requests();
    expect((await life.call(samplesCrud.list, { as: anna, query: { limit: "3" } })).body.data).toHaveLength(3);
    expect(neon.requests() - requests).toBe(1);
    expect((await life.call(samplesCrud.list, { as: anna, query: { limit: "100" } })).body.data).toHaveLength(3);
    // 100, 50, 25, 12, 6 and 3.
    expect(neon.requests() - requests).toBe(7);
  });
});

const Big = z.strictObject({ data: z.array(z.string()), nextCursor: z.nullable(z.string()) });
const rowsOf = (rows: string[], limit = 50) => ({
  data: rows.slice(0, limit),
  nextCursor: rows.length > limit ? "more" : null,
});
let rows: string[];
let calls: number;
const page = endpoint("GET /v1/kit/pages", {
  summary: "List",
  query: z.strictObject({ limit: limitParameter() }),
  returns: Big,
  handler(ctx) {
    calls++;
    return rowsOf(rows, ctx.query.limit);
  },
});
const best = endpoint("GET /v1/kit/bests", {
  summary: "List the best",
  query: z.strictObject({ limit: limitParameter() }),
  returns: z.strictObject({ data: z.array(z.string()), nextCursor: z.null() }),
  handler: () => ({ data: rows, nextCursor: null }),
});
const whole = endpoint("GET /v1/kit/wholes", {
  summary: "Get all",
  returns: z.strictObject({ data: z.array(z.string()) }),
  handler: () => ({ data: rows }),
});
const change = endpoint("POST /v1/kit/wholes", {
  summary: "Change all",
  returns: z.strictObject({ data: z.array(z.string()) }),
  handler: () => ({ data: rows }),
});
const fromDatabase = endpoint("GET /v1/kit/tables", {
  summary: "Get from the database",
  returns: z.strictObject({ data: z.array(z.string()) }),
  async handler(ctx) {
    const [found] = await ctx.db.batch([
      read<{ x: string }>(sql`select repeat('x', 40000) as x from generate_series(1, 9)`),
    ]);
    return { data: found.map(({ x }) => x) };
  },
});

describe("an answer larger than Lambda hands on", () => {
  beforeEach(() => {
    calls = 0;
  });
  const payload = (answer: unknown) =>
    Buffer.byteLength(JSON.stringify({ statusCode: 200, body: JSON.stringify(answer) }));

  // What is written twice in JSON takes more room: once in the answer, and once as the string that the answer is in Lambda's.
  it.each(someOf("extremes", ["x", '"', "\\", "\u0001", "é", "日", "😀"], 3))(
    "of “%s” has fewer rows",
    async (character) => {
      rows = Array(12).fill(character.repeat(700_000 / character.length));
      const { status, body } = await life.call(page, { as: anna });
      expect(status).toBe(200);
      expect(body.data.length).toBeGreaterThan(0);
      expect(body.nextCursor).toBe("more");
      expect(payload(body)).toBeLessThan(LAMBDA_BYTES);
      // The page before was halved.
      expect(payload(rowsOf(rows, body.data.length * 2 + 1))).toBeGreaterThan(LAMBDA_BYTES - 20_000);
    },
  );

  it("is asked for again by the rows that there are, and not by those that were asked for", async () => {
    rows = Array(3).fill("x".repeat(4_000_000));
    expect((await life.call(page, { as: anna, query: { limit: "100" } })).body.data).toHaveLength(1);
    expect(calls).toBe(2);
  });

  it("with one row, or without pages, is refused with what is too large", async () => {
    rows = ["x".repeat(7_000_000), "x"];
    for (const [operation, at] of [
      [page, { parameter: "limit" }],
      [best, { parameter: "limit" }],
      [whole, { pointer: "#" }],
      [fromDatabase, { pointer: "#" }],
    ] as const) {
      const { status, body } = await life.call(operation, { as: anna });
      expect([status, body.code]).toEqual([400, "invalid_input"]);
      const coded = { code: "more_than_answers_hold", params: {} };
      expect(body.errors).toEqual([{ ...at, detail: "asks for more than fits into an answer", coded }]);
    }
  });

  it("of a change says that it was made", async () => {
    rows = ["x".repeat(7_000_000)];
    const { status, body } = await life.call(change, { as: anna });
    expect([status, body.code]).toEqual([500, "internal"]);
    expect(body.detail).toContain("This was done");
  });
});
