/** What becomes of focus sessions that nobody ends, on the embedded engine. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { MAX_HAND_OVERS } from "#core/platform/delivery/overdue";
import { FocusAbandoned, FocusCompleted, FocusPaused, FocusResumed, FocusStarted } from "#core/rhythm/events";
import * as Focus from "#functions/rhythm/focus-sessions";
import { settleAgain } from "#functions/rhythm/schedules";
import { settleFocus } from "#functions/rhythm/workflows";
import type { Endpoint } from "#kit/endpoint";
import { serverDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Harness, harness, type Person } from "#testing/harness";
import { secondTo } from "#testing/lost-races";
import { type MoodyServer, moodyServer } from "#testing/moody-server";
import { startWorkflows } from "#testing/workflows";

let life: Harness;
let server: MoodyServer;
let workflows: Awaited<ReturnType<typeof startWorkflows>>;
let anna: Person;
// On a server, because one test depends on locks.
beforeAll(async () => {
  const open = await serverDb();
  server = await moodyServer(() => workflows.engine);
  life = await harness(open, { config: { INNGEST_BASE_URL: server.url, INNGEST_EVENT_KEY: "a-key" } });
  workflows = await startWorkflows(open.database, [settleFocus], { now: () => life.now() });
});
afterAll(async () => {
  await workflows.engine.stop();
  await life.close();
  await server.close();
});
beforeEach(async () => {
  at("09:00");
  anna = await life.user("anna");
});

const at = (time: string) => life.setNow(`2026-03-02T${time}:00Z`);
async function start(body: object = { plannedMinutes: 25, overtimeMinutes: 5 }): Promise<string> {
  const { status, body: made } = await life.call(Focus.start, { as: anna, body });
  expect(status, JSON.stringify(made)).toBe(201);
  await tell(FocusStarted.type, made.id);
  // A run that reads the session only when it has ended already ends by itself, and nothing is left to cancel.
  await asleep(made.id);
  return made.id;
}
const ask = (verb: Endpoint, focusSessionId: string) => life.call(verb, { as: anna, params: { focusSessionId } });
async function asked(verb: Endpoint, id: string) {
  const { status, body } = await ask(verb, id);
  expect(status, JSON.stringify(body)).toBe(200);
  return body;
}
const eventsOf = (type: string, id: string) =>
  life.published.filter((one) => one.type === type && one.data.entityId === id);
const tell = (type: string, id: string) => workflows.send([eventsOf(type, id).at(-1)!]);
async function say(verb: Endpoint, id: string, type: string) {
  await asked(verb, id);
  await tell(type, id);
}

/** The states of a session's runs in the order in which they began, once the newest is as expected. */
async function runsOf(id: string, expected: string[]) {
  await eventually(async () => {
    workflows.engine.wake();
    const { items } = await workflows.engine.runs.list({ limit: 100 });
    const ours = new Set(life.published.filter(({ data }) => data.entityId === id).map((event) => event.id));
    const states = items.filter(({ eventId }) => ours.has(eventId)).map(({ status }) => status);
    expect(states.sort()).toEqual([...expected].sort());
  });
}
/** Waits until a run sleeps, so that the clock can be moved. */
const asleep = (id: string) =>
  eventually(async () => {
    const { items } = await workflows.engine.runs.list({ limit: 100 });
    const event = life.published.findLast(({ data }) => data.entityId === id)!;
    const run = await workflows.engine.runs.get(items.find(({ eventId }) => eventId === event.id)!.id);
    expect(run!.jobs.map(({ kind }) => kind)).toContain("sleep");
  });

it("a session is completed, once, when it has lasted as long as planned and the overtime", async () => {
  const id = await start();
  at("09:29");
  await runsOf(id, ["running"]);
  expect((await asked(Focus.get, id)).status).toBe("running");
  at("09:40");
  await runsOf(id, ["completed"]);
  expect(await asked(Focus.get, id)).toMatchObject({
    status: "completed",
    durationSeconds: 30 * 60,
    endedAt: "2026-03-02T09:30:00.000Z",
  });
  const [told, ...others] = eventsOf(FocusCompleted.type, id);
  expect([told!.causationid, others]).toEqual([eventsOf(FocusStarted.type, id)[0]!.id, []]);
  // A repetition of what started it changes nothing.
  await workflows.send(eventsOf(FocusStarted.type, id), (one) => `${one}-again`);
  await runsOf(id, ["completed"]);
  expect(eventsOf(FocusCompleted.type, id)).toHaveLength(1);
});

it("its end moves with a pause, whose run takes the place of the one before", async () => {
  const id = await start();
  at("09:10");
  await say(Focus.pause, id, FocusPaused.type);
  at("09:40");
  await runsOf(id, ["cancelled", "running"]);
  await asleep(id);
  expect((await asked(Focus.get, id)).status).toBe("paused");
  await say(Focus.resume, id, FocusResumed.type);
  await runsOf(id, ["cancelled", "cancelled", "running"]);
  await asleep(id);
  at("09:59");
  expect((await asked(Focus.get, id)).status).toBe("running");
  at("10:05");
  await runsOf(id, ["cancelled", "cancelled", "completed"]);
  expect(await asked(Focus.get, id)).toMatchObject({ durationSeconds: 30 * 60, endedAt: "2026-03-02T10:00:00.000Z" });
});

it("one that stands still for four hours is abandoned as of when it came to stand still", async () => {
  const id = await start({ plannedMinutes: 1_440 });
  at("09:10");
  await say(Focus.pause, id, FocusPaused.type);
  await runsOf(id, ["cancelled", "running"]);
  await asleep(id);
  at("13:11");
  await runsOf(id, ["cancelled", "completed"]);
  expect(await asked(Focus.get, id)).toMatchObject({
    status: "abandoned",
    durationSeconds: 10 * 60,
    endedAt: "2026-03-02T09:10:00.000Z",
  });
  expect(eventsOf(FocusAbandoned.type, id)).toHaveLength(1);
});

it("nothing waits for one that its person has ended or abandoned", async () => {
  const ended = await start();
  await say(Focus.end, ended, FocusCompleted.type);
  await runsOf(ended, ["cancelled"]);
  const abandoned = await start();
  await say(Focus.abandon, abandoned, FocusAbandoned.type);
  await runsOf(abandoned, ["cancelled"]);
});

it("events that come in another order lead to the same end", async () => {
  const { body } = await life.call(Focus.start, { as: anna, body: { plannedMinutes: 25 } });
  at("09:10");
  await asked(Focus.pause, body.id);
  at("09:20");
  await asked(Focus.resume, body.id);
  for (const type of [FocusResumed.type, FocusStarted.type, FocusPaused.type]) await tell(type, body.id);
  await runsOf(body.id, ["cancelled", "cancelled", "running"]);
  await eventually(async () => {
    const { items } = await workflows.engine.runs.list({ limit: 100 });
    const run = items.find(({ eventId }) => eventId === eventsOf(FocusPaused.type, body.id)[0]!.id)!;
    expect((await workflows.engine.runs.get(run.id))!.jobs.map(({ kind }) => kind)).toContain("sleep");
  });
  at("09:40");
  await runsOf(body.id, ["cancelled", "cancelled", "completed"]);
  expect(await asked(Focus.get, body.id)).toMatchObject({
    durationSeconds: 25 * 60,
    endedAt: "2026-03-02T09:35:00.000Z",
  });
});

it("one that its person ends after the run has read it is ended once, as its person says", async () => {
  const id = await start();
  at("09:31");
  const winner = `update focus_sessions set status = 'completed', ended_at = started_at + interval '29 minutes',
    duration_seconds = 1740, version = version + 1 where id = $1`;
  const { body } = await secondTo(life, winner, id, async () => {
    await runsOf(id, ["completed"]);
    return ask(Focus.get, id);
  });
  expect(body).toMatchObject({ status: "completed", durationSeconds: 1_740 });
  expect(eventsOf(FocusCompleted.type, id)).toEqual([]);
});

it("who ends a session at the moment at which it ends by itself ends it once, whoever is first", async () => {
  for (let n = 0; n < 8; n++) {
    at("09:00");
    const id = await start();
    at("09:30");
    workflows.engine.wake();
    const { status } = await ask(Focus.end, id);
    expect([200, 409]).toContain(status);
    await runsOf(id, ["completed"]);
    expect(eventsOf(FocusCompleted.type, id)).toHaveLength(1);
    expect(await asked(Focus.get, id)).toMatchObject({ status: "completed", durationSeconds: 30 * 60 });
  }
});

describe("a session whose run was lost", () => {
  // How long an event has waited counts from when it was stored, by the database's own clock: all of this is after that.
  const at = (time: string) => life.setNow(`2040-03-02T${time}:00Z`);
  /** Starts one of which the workflows never hear. */
  async function lost() {
    const { body } = await life.call(Focus.start, { as: anna, body: { plannedMinutes: 25, overtimeMinutes: 5 } });
    return body.id as string;
  }
  // Sessions of other tests are late by now, too.
  const sentForAnna = () => server.sent.filter(({ data }) => data.subject === anna.userId);
  const sweep = () => scheduleHandler(settleAgain)({});
  const ended = (id: string, status: string) =>
    eventually(async () => {
      workflows.engine.wake();
      expect((await asked(Focus.get, id)).status).toBe(status);
    });
  beforeEach(() => {
    server.mood = "works";
    server.sent.length = 0;
    at("09:00");
  });

  it("is ended all the same, as of when it was over, once it is late", async () => {
    const id = await lost();
    at("09:39");
    await sweep();
    expect(sentForAnna()).toEqual([]);
    at("09:41");
    await sweep();
    expect(sentForAnna()).toMatchObject([{ name: FocusStarted.type, data: { subject: anna.userId } }]);
    await ended(id, "completed");
    expect(await asked(Focus.get, id)).toMatchObject({ durationSeconds: 30 * 60, endedAt: "2040-03-02T09:30:00.000Z" });
    at("10:30");
    await sweep();
    expect(sentForAnna()).toHaveLength(1);
  });

  it("counts its pauses, of which no workflow has heard", async () => {
    const id = await start();
    await asleep(id);
    at("09:10");
    await asked(Focus.pause, id);
    at("09:20");
    await asked(Focus.resume, id);
    // The run of its start wakes too early, and nothing else waits for the end.
    at("09:31");
    await runsOf(id, ["completed"]);
    expect((await asked(Focus.get, id)).status).toBe("running");
    at("09:51");
    await sweep();
    await ended(id, "completed");
    expect(await asked(Focus.get, id)).toMatchObject({ durationSeconds: 30 * 60, endedAt: "2040-03-02T09:40:00.000Z" });
  });

  it("is abandoned where it stands still and is forgotten", async () => {
    const id = await lost();
    at("09:10");
    await asked(Focus.pause, id);
    at("13:19");
    await sweep();
    expect(sentForAnna()).toEqual([]);
    at("13:21");
    await sweep();
    await ended(id, "abandoned");
    expect(await asked(Focus.get, id)).toMatchObject({ durationSeconds: 10 * 60 });
  });

  it("is ended without a run, and its event is a dead letter, where no run comes of any hand-over", async () => {
    const id = await lost();
    server.mood = "forgets";
    for (let minutes = 9 * 60 + 41; minutes < 24 * 60; minutes += 15) {
      at(new Date(minutes * 60_000).toISOString().slice(11, 16));
      await sweep();
    }
    expect(sentForAnna()).toHaveLength(MAX_HAND_OVERS);
    expect(await asked(Focus.get, id)).toMatchObject({ status: "completed", endedAt: "2040-03-02T09:30:00.000Z" });
    const letters = await life.database.query(
      "select payload -> 'event' ->> 'subject' as subject from dead_letters where source = 'workflow:rhythm.settleFocus' and status = 'open'",
    );
    expect(letters).toEqual([{ subject: anna.userId }]);
    expect(eventsOf(FocusCompleted.type, id)).toMatchObject([{ subject: anna.userId }]);
  });
});
