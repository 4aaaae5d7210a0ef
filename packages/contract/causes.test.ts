/**
 * The causes of all events: each operation is called once, its events are delivered to every consumer until no more follow, the
 * schedules run in the following nights, and workflows run for their events. Then the cause of each stored event is checked.
 */

import { afterAll, beforeAll, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import type { Consumer } from "#kit/consumer";
import type { EventDeclaration } from "#kit/event";
import { causeless, type StoredEvent, storedEvents } from "#testing/causes";
import { type OpenDatabase, testDb } from "#testing/database";
import { declaredEvents } from "#testing/declared-events";
import { type Harness, harness, type Person } from "#testing/harness";
import { ANSWER, type Ask, discoverPillars, together } from "#testing/known-pillars";
import { servedFiles } from "#testing/shelf";
import { slowGroup } from "#testing/slow";
import { type Walk, walk } from "#testing/walk";
import { startWorkflows } from "#testing/workflows";
import { discover } from "./discover.ts";

const { endpoints, consumers, schedules, workflows } = await discover();

const pillars = await discoverPillars();
const begins = together(pillars, "begins");
const causedElsewhere = together(pillars, "causedElsewhere");
const waitForTheClock = new Set(pillars.flatMap((one) => one.waitsForTheClock ?? []));
/** Events of crud need no consumer, and an operation that changed nothing emits none. */
const isCrudEvent = (type: string) => /\.(created|updated|deleted|restored)$/.test(type);

let open: OpenDatabase;
let life: Harness;
let store: Awaited<ReturnType<typeof servedFiles>>;
let sweep: Walk;
beforeAll(async () => {
  open = await testDb();
  // The store starts before the harness whose clock it goes by.
  let clock = () => new Date();
  store = await servedFiles(() => clock());
  life = await harness(open, { config: { ...store.config, RATE_LIMITS: JSON.stringify({ free: 1e9 }) } });
  clock = life.now;
  sweep = await walk(life);
});
afterAll(async () => {
  await life.close();
  await store.close();
});

const request = async (name: string, as: Person, body?: object, params?: Record<string, string>) => {
  const answer = await life.call(endpoints.find((one) => one.name === name)!.value, { as, body, params });
  expect(answer.status, `${name} ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return answer.body;
};

let heard = 0;
/** Delivers new events to every consumer that takes them, until no more events are emitted. */
async function listen() {
  for (; heard < life.published.length; heard++) {
    const event = life.published[heard]!;
    for (const { value } of consumers)
      if (takes(value, event.type)) expect(await life.deliver(value, [event]), `${value.id} ${event.type}`).toEqual([]);
  }
}
const takes = ({ on }: Consumer, type: string) =>
  Array.isArray(on) && (on as EventDeclaration[]).some((one) => one.type === type);

slowGroup("every event", () => {
  let events: StoredEvent[];
  beforeAll(async () => {
    for (const found of endpoints.filter(({ value }) => value.method !== "GET" && value.access === "user")) {
      await life.call(found.value, await sweep.request(found, await life.user("anna")));
      await listen();
    }
    const bea = await life.user("bea");
    const ask: Ask = async (name, body, params) => {
      const answer = await request(name, bea, body, params);
      await listen();
      return answer;
    };
    for (const { story } of pillars) await story?.(ask);

    const running = workflows
      .map(({ value }) => value)
      .filter(({ events }) => !events.some((type) => waitForTheClock.has(type)));
    const { engine, run } = await startWorkflows(open.database, running);
    for (const { events } of running) {
      const waited = life.published.filter(({ type, subject }) => events.includes(type) && subject === bea.userId);
      if (waited.length > 0) await run(...waited);
    }
    await engine.stop();
    await listen();
    for (const { later } of pillars) await later?.(ask);
    // The following nights: a day ends, with what is overdue and about to expire, and routines are due.
    for (const now of ["2026-03-03T00:10:00.000Z", "2026-03-03T03:10:00.000Z", "2026-03-03T09:00:20.000Z"]) {
      life.setNow(now);
      for (const { value } of schedules) if (value.id !== "platform.sweep") await scheduleHandler(value)({});
      await listen();
    }
    events = await storedEvents(open.database);
  });

  it("that follows from another names it as its cause, in the same story", () => {
    expect(causeless(events, pillars)).toEqual([]);
  });

  it("occurred, or has a reason why it did not", async () => {
    const told = new Set(events.map(({ type }) => type));
    const missing = (await declaredEvents()).map(({ type }) => type as string).filter((type) => !told.has(type));
    expect(missing.filter((type) => !isCrudEvent(type) && !(type in causedElsewhere))).toEqual([]);
    expect(Object.keys(causedElsewhere).filter((type) => told.has(type))).toEqual([]);
  });

  it("that may begin a story did so here, if it occurred and is no answer", () => {
    const told = new Set(events.map(({ type }) => type));
    const began = new Set(events.filter(({ cause }) => cause === null).map(({ type }) => type));
    expect(Object.keys(begins).filter((type) => begins[type] !== ANSWER && told.has(type) && !began.has(type))).toEqual(
      [],
    );
  });

  it("leads back to the first event of its story", () => {
    const byId = new Map(events.map((one) => [one.id, one]));
    for (const event of events) {
      let [at, steps] = [event, 0];
      while (at.cause !== null && steps++ < 50) at = byId.get(at.cause)!;
      expect(at.cause, event.type).toBeNull();
    }
  });

  it.each(pillars.flatMap((one) => one.follows ?? []))("%s follows %s", (effect, cause) => {
    const types = new Map(events.map(({ id, type }) => [id, type]));
    const causes = events.filter(({ type }) => type === effect).map((one) => types.get(one.cause ?? ""));
    expect(causes, JSON.stringify(causes)).toContain(cause);
  });
});
