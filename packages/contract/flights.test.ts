import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pgTransport } from "#cloud/transport/pg";
import { refreshSettings } from "#core/platform/system-settings";
import { get as dashboard } from "#functions/platform/dashboard";
import { read } from "#kit/db";
import type { Endpoint } from "#kit/endpoint";
import { serverDb } from "#testing/database";
import { expectedStatus } from "#testing/expected";
import { type Harness, harness, type Person } from "#testing/harness";
import { type PostgresProxy, postgresProxy } from "#testing/proxy";
import { OPERATIONS, someOf } from "#testing/sampled";
import { type Walk, walk } from "#testing/walk";
import { discover, type Found } from "./discover.ts";
import { flightsAllowed, ONE_FLIGHT_VERBS } from "./flights.ts";

const { endpoints } = await discover();
const tried = someOf("operations", endpoints, OPERATIONS);
const named = (which: (found: Found<Endpoint>) => boolean) =>
  tried.filter(which).map((found) => [found.name, found] as const);

let life: Harness;
let proxy: PostgresProxy;
let sweep: Walk;
let first: Person;
beforeAll(async () => {
  const open = await serverDb({ max: 2 });
  proxy = await postgresProxy(open.url);
  // One connection, so that none is opened while flights are counted.
  life = await harness(open, { transport: pgTransport(proxy.url, { max: 1 }) });
  sweep = await walk(life);
  first = await life.user("first");
  // Every process reads what administrators have set once a minute, with a flight of its own.
  await refreshSettings();
});
afterAll(async () => {
  await life.close();
  await proxy.close();
});

/**
 * The person for a request: operations that change nothing can share one; a change gets a new person, whose rows are unchanged.
 */
const readers = new Map<string, Promise<Person>>();
function personFor({ value }: Found<Endpoint>): Promise<Person> {
  const role = value.access === "admin" ? "admin" : "user";
  if (value.method !== "GET") return life.user("somebody", { role });
  if (!readers.has(role)) readers.set(role, life.user("reader", { role }));
  return readers.get(role)!;
}

async function flightsOf(found: Found<Endpoint>, headers: Record<string, string> = {}) {
  const request = await sweep.request(found, await personFor(found));
  // Work that an earlier request did not wait for is finished before this on the only connection.
  await life.as(first).db.batch([read(sql`select 1`)]);
  // Settings are read once a minute, by whichever request comes first.
  await refreshSettings();
  let status = 0;
  const flights = await proxy.flightsOf(async () => {
    status = (await life.call(found.value, { ...request, headers })).status;
  });
  return { flights, status };
}
/** Without the third party, an operation that calls one may not reach the database. */
const enough = (found: Found<Endpoint>, { flights, status }: { flights: number; status: number }) => {
  expect(status).toBe(expectedStatus(found, sweep.known));
  expect(flights).toBeLessThanOrEqual(Math.min(flightsAllowed(found, sweep.known), 2));
};

describe("a plain request takes one flight to PostgreSQL:", () => {
  it.each(named(({ exportName }) => ONE_FLIGHT_VERBS.includes(exportName)))("%s", async (_, found) => {
    enough(found, await flightsOf(found));
  });

  it.each(named(({ exportName }) => exportName === "create"))("%s, with an Idempotency-Key", async (_, found) => {
    enough(found, await flightsOf(found, { "idempotency-key": randomUUID() }));
  });

  it("an unchanged dashboard", async () => {
    const as = await life.user("somebody");
    const ask = () => life.call(dashboard, { as });
    await ask();
    expect(await proxy.flightsOf(ask)).toBe(1);
  });

  it("no exception is unnecessary", () => {
    const excused = [...sweep.known.operations].filter(([, { flights }]) => flights !== undefined);
    expect(excused.length).toBeGreaterThan(0);
    for (const [name, { flights }] of excused)
      expect(flights!.most, name).toBeGreaterThan(ONE_FLIGHT_VERBS.includes(name.split(".")[2]!) ? 1 : 2);
  });
});

describe("any other request takes two flights at most:", () => {
  it.each(named(({ exportName }) => !ONE_FLIGHT_VERBS.includes(exportName)))("%s", async (_, found) => {
    enough(found, await flightsOf(found));
    if (found.value.method === "POST" && found.value.access === "user")
      enough(found, await flightsOf(found, { "idempotency-key": randomUUID() }));
  });
});
