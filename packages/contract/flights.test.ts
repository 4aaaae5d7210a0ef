import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get as dashboard } from "#functions/platform/dashboard";
import { read } from "#kit/db";
import type { Endpoint } from "#kit/endpoint";
import { pgTransport } from "#kit/transport/pg";
import { serverDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { type PostgresProxy, postgresProxy } from "#testing/proxy";
import { type Walk, walk } from "#testing/walk";
import { discover, type Found } from "./discover.ts";

const { endpoints } = await discover();
const CRUD = ["list", "get", "create", "update", "remove"];
const named = (which: (found: Found<Endpoint>) => boolean) =>
  endpoints.filter(which).map((found) => [found.name, found] as const);

/** What is called like a plain request and needs a second flight, and what for. */
const TWO: Record<string, string> = {
  "household.aliases.create": "it reads the vendor, which says whose household the spelling is for",
  "household.aliases.remove": "it reads the vendor, to tell what is not there from what may not be changed",
  "identity.grants.remove": "it reads the grant, because the event of a deleted row would keep who has the address",
  "platform.dashboard.get": "it keeps the snapshot that it had to make; the next request finds it",
};

let life: Harness;
let proxy: PostgresProxy;
let sweep: Walk;
beforeAll(async () => {
  const open = await serverDb({ max: 2 });
  proxy = await postgresProxy(open.url);
  // One connection, so that none is opened while flights are counted.
  life = await harness(open, { transport: pgTransport(proxy.url, { max: 1 }) });
  sweep = await walk(life);
  await life.as(await life.user("first")).db.batch([read(sql`select 1`)]);
});
afterAll(async () => {
  await life.close();
  await proxy.close();
});

async function flightsOf(found: Found<Endpoint>, headers: Record<string, string> = {}) {
  const person = await life.user("somebody", { role: found.value.access === "admin" ? "admin" : "user" });
  const request = await sweep.request(found, person);
  let status = 0;
  const flights = await proxy.flightsOf(async () => {
    status = (await life.call(found.value, { ...request, headers })).status;
  });
  return { flights, status };
}

describe("one flight to PostgreSQL is what a plain request takes:", () => {
  it.each(named(({ exportName }) => CRUD.includes(exportName)))("%s", async (name, found) => {
    const { flights, status } = await flightsOf(found);
    // Where a third party is asked, too, it is not configured here.
    expect(status).toBeOneOf([200, 201, 204, 503]);
    if (status === 503) expect(flights).toBeLessThanOrEqual(1);
    else expect(flights).toBe(TWO[name] ? 2 : 1);
  });

  it.each(named(({ exportName }) => exportName === "create"))("%s, with an Idempotency-Key", async (name, found) => {
    const { flights, status } = await flightsOf(found, { "idempotency-key": randomUUID() });
    expect({ flights, status }).toEqual({ flights: TWO[name] ? 2 : 1, status: found.value.spec.status ?? 200 });
  });

  it("a dashboard that nothing has changed since", async () => {
    const as = await life.user("somebody");
    const ask = () => life.call(dashboard, { as });
    await ask();
    expect(await proxy.flightsOf(ask)).toBe(1);
  });

  it("and excuses nothing that needs no excuse", () => {
    expect(Object.keys(TWO).filter((name) => !endpoints.some((found) => found.name === name))).toEqual([]);
  });
});

describe("two flights at most are what any other takes:", () => {
  it.each(named(({ exportName }) => !CRUD.includes(exportName)))("%s", async (_, found) => {
    for (const headers of [{}, { "idempotency-key": randomUUID() }]) {
      const { flights, status } = await flightsOf(found, headers as Record<string, string>);
      expect(status).not.toBe(500);
      expect(flights).toBeLessThanOrEqual(2);
    }
  });
});
