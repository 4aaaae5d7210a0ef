/** The journal: its moods are in the one series of moods, and its days make a streak. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MoodLogged } from "#core/health/events";
import { JournalEvents, JournalWritten } from "#core/knowledge/events";
import { DayEnded, StreakExtended } from "#core/rhythm/events";
import { list as brainLogs, remove as removeLog } from "#functions/health/brain-logs";
import { update as updateSettings } from "#functions/identity/settings";
import {
  changes,
  create,
  days,
  get,
  list,
  onThisDay,
  remove,
  restore,
  update,
} from "#functions/knowledge/journal-entries";
import { hearJournal } from "#functions/knowledge/workflows";
import { list as achievements } from "#functions/rhythm/achievements";
import { awardStreaks, countEntry, judgeStreaks } from "#functions/rhythm/consumers";
import { day as dayOfHabits } from "#functions/rhythm/habits";
import { list as streaks } from "#functions/rhythm/streaks";
import { emit } from "#kit/change";
import { testDb } from "#testing/database";
import { eventually } from "#testing/eventually";
import { type Harness, harness, type Person } from "#testing/harness";
import { startWorkflows } from "#testing/workflows";

let life: Harness;
let anna: Person;
let workflows: Awaited<ReturnType<typeof startWorkflows>>;
beforeAll(async () => {
  const open = await testDb();
  life = await harness(open);
  workflows = await startWorkflows(open.database, [hearJournal], { now: () => life.now() });
});
beforeEach(async () => {
  life.setNow(new Date("2026-03-04T12:00:00Z"));
  anna = await life.user("anna");
});
afterAll(async () => {
  await workflows.engine.stop();
  await life.close();
});

const write = (body: object) => life.call(create, { as: anna, body: { content: "Asparagus.", ...body } });
const moods = async () =>
  (await life.call(brainLogs, { as: anna, query: { sourceType: "journal_entry" } })).body.data as {
    id: string;
    value: number;
    sentimentScore: number;
    loggedAt: string;
    sourceId: string;
  }[];

describe("a journal entry", () => {
  it("is of the day that it is for its person, who may let days begin late, unless it says of which", async () => {
    await life.database.query("update users set timezone = 'Pacific/Auckland' where id = $1", [anna.userId]);
    expect((await write({})).body).toMatchObject({ entryDate: "2026-03-05", mood: null, tags: [], version: 1 });
    expect((await life.call(updateSettings, { as: anna, body: { dayStart: "04:00" } })).status).toBe(200);
    life.setNow(new Date("2026-03-04T14:30:00Z"));
    expect((await write({})).body.entryDate).toBe("2026-03-04");
    expect((await write({ entryDate: "2026-01-31", tags: ["garden"] })).body).toMatchObject({
      entryDate: "2026-01-31",
      tags: ["garden"],
    });
    const { body } = await life.call(list, { as: anna, query: { sort: "entryDate", "entryDate[gte]": "2026-03-01" } });
    expect(body.data.map(({ entryDate }: { entryDate: string }) => entryDate)).toEqual(["2026-03-04", "2026-03-05"]);
  });

  it("says something or how it was, and is of no day after its person's tomorrow", async () => {
    await life.database.query("update users set timezone = 'Pacific/Auckland' where id = $1", [anna.userId]);
    const fault = (pointer: string, code: string) => ({
      status: 400,
      body: { errors: [{ pointer, coded: { code } }] },
    });
    for (const content of ["", " \n"])
      expect(await write({ content })).toMatchObject(fault("#/content", "journal_says_nothing"));
    // It is the fifth there.
    for (const entryDate of ["2026-03-07", "2099-01-01"])
      expect(await write({ entryDate })).toMatchObject(fault("#/entryDate", "in_the_future"));
    expect((await write({ entryDate: "2026-03-06" })).status).toBe(201);
    const { body: entry } = await write({ content: "", mood: 3 });
    const on = { as: anna, params: { journalEntryId: entry.id } };
    const change = (body: object) => life.call(update, { ...on, body });
    expect(await change({ mood: null })).toMatchObject(fault("#/content", "journal_says_nothing"));
    expect(await change({ entryDate: "2026-03-07" })).toMatchObject(fault("#/entryDate", "in_the_future"));
    expect(await change({ content: "Sun.", mood: null, entryDate: "2026-03-06" })).toMatchObject({ status: 200 });
    expect(await change({ content: "" })).toMatchObject(fault("#/content", "journal_says_nothing"));
  });

  it("is of the day that habits are in, also where clocks show the beginning of a day twice", async () => {
    await life.database.query("update users set timezone = 'Europe/Berlin' where id = $1", [anna.userId]);
    expect((await life.call(updateSettings, { as: anna, body: { dayStart: "02:30" } })).status).toBe(200);
    // On 25 October 2026 the clocks go from 03:00 back to 02:00: the day has begun at the first half past two, and stays.
    for (const [now, day] of [
      ["2026-10-25T00:29:00Z", "2026-10-24"],
      ["2026-10-25T00:31:00Z", "2026-10-25"],
      ["2026-10-25T01:10:00Z", "2026-10-25"],
    ] as const) {
      life.setNow(new Date(now));
      expect((await write({})).body.entryDate).toBe(day);
      const habits = await life.call(dayOfHabits, { as: anna });
      expect(habits.body.date).toBe(day);
    }
  });

  it("is refused with a wrong mood or day, and without content", async () => {
    for (const wrong of [{ mood: 0 }, { mood: 6 }, { mood: 2.5 }, { entryDate: "yesterday" }, { content: undefined }])
      expect((await write(wrong)).status, JSON.stringify(wrong)).toBe(400);
  });

  it("has its mood logged once, and kept in step with what becomes of it", async () => {
    const { body: entry } = await write({ mood: 4, content: "" });
    expect(entry.content).toBe("");
    const params = { journalEntryId: entry.id };
    const change = (body: object) => life.call(update, { as: anna, params, body });
    expect(await moods()).toMatchObject([
      { value: 4, sentimentScore: 0.5, sourceId: entry.id, loggedAt: "2026-03-04T12:00:00.000Z" },
    ]);
    expect((await change({ content: "Rhubarb." })).body).toMatchObject({ content: "Rhubarb.", mood: 4 });
    expect(await moods()).toHaveLength(1);
    await change({ mood: 2 });
    expect(await moods()).toMatchObject([{ value: 2, sentimentScore: -0.5 }]);
    await change({ entryDate: "2026-03-01" });
    expect(await moods()).toMatchObject([{ value: 2, loggedAt: "2026-03-01T23:59:59.999Z" }]);
    await change({ mood: null });
    expect(await moods()).toEqual([]);
    await change({ mood: 5 });
    expect(await moods()).toMatchObject([{ value: 5 }]);
    expect((await life.call(remove, { as: anna, params })).status).toBe(204);
    expect(await moods()).toEqual([]);
    expect((await life.call(get, { as: anna, params })).status).toBe(404);
    expect((await life.call(restore, { as: anna, params })).body).toMatchObject({ content: "Rhubarb.", mood: 5 });
    expect(await moods()).toMatchObject([{ value: 5 }]);
    // A log that its person deleted is not brought back with an entry that was deleted later.
    await life.call(removeLog, { as: anna, params: { brainLogId: (await moods())[0]!.id } });
    life.setNow(new Date("2026-03-04T13:00:00Z"));
    await life.call(remove, { as: anna, params });
    await life.call(restore, { as: anna, params });
    expect(await moods()).toEqual([]);
    expect((await life.call(restore, { as: anna, params })).status).toBe(404);
  });

  it("leaves the log of its mood deleted while it says the same, and brings it back with another mood", async () => {
    const { body: entry } = await write({ mood: 4 });
    const params = { journalEntryId: entry.id };
    await life.call(removeLog, { as: anna, params: { brainLogId: (await moods())[0]!.id } });
    const logged = () => life.events(MoodLogged).filter(({ subject }) => subject === anna.userId).length;
    await life.call(update, { as: anna, params, body: { entryDate: "2026-03-02" } });
    expect(await moods()).toEqual([]);
    expect(logged()).toBe(1);
    await life.call(update, { as: anna, params, body: { mood: 2 } });
    expect(await moods()).toMatchObject([{ value: 2, sentimentScore: -0.5, loggedAt: "2026-03-02T23:59:59.999Z" }]);
    expect(logged()).toBe(2);
  });

  it("tells of a stale version what it answers otherwise", async () => {
    const { body: entry } = await write({ mood: 4 });
    const call = { as: anna, params: { journalEntryId: entry.id }, headers: { "if-match": '"7"' } };
    for (const stale of [await life.call(update, { ...call, body: { mood: 2 } }), await life.call(remove, call)])
      expect(stale.body.current).toEqual(entry);
  });

  it("is changed under its version, told to copies, and not there for anybody else", async () => {
    const { body: first } = await life.call(changes, { as: anna });
    const { body: entry } = await write({ mood: 3 });
    const params = { journalEntryId: entry.id };
    const call = { as: anna, params, headers: { "if-match": '"7"' } };
    expect((await life.call(update, { ...call, body: { content: "Mine" } })).status).toBe(412);
    expect((await life.call(remove, call)).status).toBe(412);
    const { body } = await life.call(changes, { as: anna, query: { since: first.nextCursor } });
    expect(body.data).toMatchObject([{ id: entry.id }]);
    const eve = await life.user("eve");
    expect((await life.call(get, { as: eve, params })).status).toBe(404);
    expect((await life.call(update, { as: eve, params, body: { mood: 1 } })).status).toBe(404);
    expect((await life.call(remove, { as: eve, params })).status).toBe(404);
    expect((await life.call(restore, { as: eve, params })).status).toBe(404);
    expect((await life.call(create, { body: { content: "Nobody" } })).status).toBe(401);
    expect(await moods()).toMatchObject([{ value: 3 }]);
  });
});

describe("how an entry sounds", () => {
  const told = (id: string) => life.published.filter(({ data }) => data.entityId === id);
  const runOf = async (eventId: string) => {
    workflows.engine.wake();
    const { items } = await workflows.engine.runs.list({ limit: 100 });
    return workflows.engine.runs.get(items.find((one) => one.eventId === eventId)!.id);
  };
  /** Hands the newest event about it over, and waits until its person has paused. */
  async function heard(id: string) {
    const event = told(id).at(-1)!;
    await workflows.send([event]);
    // The clock is moved once the run sleeps.
    await eventually(async () => expect((await runOf(event.id))!.jobs.map(({ kind }) => kind)).toContain("sleep"));
    life.setNow(new Date(life.now().getTime() + 60_000));
    await eventually(async () => expect((await runOf(event.id))!.status).toBe("completed"));
    return (await life.call(get, { as: anna, params: { journalEntryId: id } })).body;
  }
  const good = "This was a wonderful day with my friends, and I am so happy that we went to the sea.";

  it("is told of English once its person has paused, follows the text, and is told of nothing else", async () => {
    const { body: entry } = await write({ content: good });
    expect(entry.sentiment).toBeNull();
    const first = await heard(entry.id);
    expect(first).toMatchObject({ sentiment: expect.any(Number), content: good, version: 2 });
    expect(first.sentiment).toBeGreaterThan(0.5);
    expect(told(entry.id).at(-1)!.data.payload).toEqual({ entryDate: "2026-03-04" });
    const change = (content: string) =>
      life.call(update, { as: anna, params: { journalEntryId: entry.id }, body: { content } });
    await change("Das war ein schlechter Tag, und ich bin traurig, weil wir nicht ans Meer gefahren sind.");
    expect(await heard(entry.id)).toMatchObject({ sentiment: null, version: 4 });
    await change("Das war ein schöner Tag, und ich bin froh, dass wir ans Meer gefahren sind.");
    // What says nothing new changes nothing.
    expect(await heard(entry.id)).toMatchObject({ sentiment: null, version: 5 });
  });
});

describe("the days of a journal", () => {
  const on = async (date: string) =>
    (await life.call(onThisDay, { as: anna, query: { date } })).body.entries.map(
      ({ entryDate }: { entryDate: string }) => entryDate,
    );

  it("are those with an entry, with the mean of their moods", async () => {
    for (const body of [
      { entryDate: "2026-03-01", mood: 5 },
      { entryDate: "2026-03-01", mood: 2 },
      { entryDate: "2026-03-01" },
      { entryDate: "2026-03-03" },
      { entryDate: "2025-12-31", mood: 1 },
    ])
      await write(body);
    await life.call(create, { as: await life.user("eve"), body: { content: "Hers", entryDate: "2026-03-02" } });
    const query = { from: "2026-03-01", to: "2026-03-04" };
    expect((await life.call(days, { as: anna, query })).body).toEqual({
      ...query,
      days: [
        { date: "2026-03-01", entries: 3, mood: 3.5 },
        { date: "2026-03-03", entries: 1, mood: null },
      ],
    });
    for (const wrong of [
      { from: "2026-03-02", to: "2026-03-01" },
      { from: "2020-01-01", to: "2026-03-01" },
    ])
      expect((await life.call(days, { as: anna, query: wrong })).status).toBe(400);
  });

  it("of earlier years come back on the same day, and 29 February in years without one on the 28th", async () => {
    for (const entryDate of ["2024-02-29", "2020-02-29", "2025-02-28", "2024-02-28", "2026-02-28", "2025-03-01"])
      await write({ entryDate, content: "x".repeat(2_000) });
    expect(await on("2026-02-28")).toEqual(["2025-02-28", "2024-02-29", "2024-02-28", "2020-02-29"]);
    expect(await on("2028-02-29")).toEqual(["2024-02-29", "2020-02-29"]);
    expect(await on("2028-02-28")).toEqual(["2026-02-28", "2025-02-28", "2024-02-28"]);
    expect(await on("2026-03-01")).toEqual(["2025-03-01"]);
    expect(await on("0001-02-28")).toEqual([]);
    expect(await on("9999-12-31")).toEqual([]);
    const { body } = await life.call(onThisDay, { as: anna, query: { date: "2026-03-01" } });
    expect(body.entries[0].content).toHaveLength(600);
  });
});

describe("the streak of the journal", () => {
  const streak = async () => (await life.call(streaks, { as: anna, query: { kind: "journaling" } })).body.data;
  const counted = async () => {
    const mine = life.published.filter(({ subject }) => subject === anna.userId);
    const written = mine.filter(({ type }) => type === JournalWritten.type || type === JournalEvents.updated.type);
    expect(await life.deliver(countEntry, [written.at(-1)!, written.at(-1)!])).toEqual([]);
  };
  const dayEnds = async (day: string) => {
    const ctx = life.as(anna);
    const payload = { day, timezone: "UTC" };
    await ctx.db.batch([emit(ctx, DayEnded, { entityId: anna.userId, owner: anna.userId, payload })]);
    expect(await life.deliver(judgeStreaks, [life.published.at(-1)!])).toEqual([]);
  };

  it("counts each day with an entry once, also one written the day after, ends without any, and earns achievements", async () => {
    for (const entryDate of ["2026-03-02", "2026-03-03", "2026-03-03", "2026-03-04"]) {
      await write({ entryDate });
      await counted();
    }
    expect(await streak()).toMatchObject([{ current: 3, best: 3, lastDate: "2026-03-04" }]);
    const extended = life.events(StreakExtended).filter(({ subject }) => subject === anna.userId);
    expect(extended).toHaveLength(3);
    await life.deliver(awardStreaks, [...extended, ...extended]);
    const earned = (await life.call(achievements, { as: anna })).body.data;
    expect(earned).toMatchObject([{ kind: "journaling_streak", level: 1 }]);
    // A day to come is not counted; neither is one long ago.
    for (const entryDate of ["2026-03-06", "2026-01-01"]) {
      await write({ entryDate });
      await counted();
    }
    expect(await streak()).toMatchObject([{ current: 3, lastDate: "2026-03-04" }]);
    await dayEnds("2026-03-04");
    expect(await streak()).toMatchObject([{ current: 3 }]);
    await dayEnds("2026-03-05");
    expect(await streak()).toMatchObject([{ current: 0, best: 3 }]);
  });

  it("goes on although a day ends before its entry is counted", async () => {
    await write({ entryDate: "2026-03-03" });
    await counted();
    await write({});
    await dayEnds("2026-03-04");
    expect(await streak()).toMatchObject([{ current: 1, lastDate: "2026-03-03" }]);
    await counted();
    expect(await streak()).toMatchObject([{ current: 2, lastDate: "2026-03-04" }]);
  });

  it("is mended by an entry for an earlier day", async () => {
    for (const entryDate of ["2026-03-01", "2026-03-04"]) {
      await write({ entryDate });
      await counted();
    }
    expect(await streak()).toMatchObject([{ current: 1, best: 1, lastDate: "2026-03-04" }]);
    await write({ entryDate: "2026-03-03" });
    await counted();
    expect(await streak()).toMatchObject([{ current: 2, best: 2, lastDate: "2026-03-04" }]);
    await write({ entryDate: "2026-03-02" });
    await counted();
    expect(await streak()).toMatchObject([{ current: 4, best: 4, lastDate: "2026-03-04" }]);
    const extended = life.events(StreakExtended).filter(({ subject }) => subject === anna.userId);
    expect(extended.map(({ data }) => (data.payload as { current: number }).current)).toEqual([1, 1, 2, 4]);
  });

  it("that has ended goes on where the missed day is written, and one long ago is only the best", async () => {
    await write({ entryDate: "2026-03-01" });
    await counted();
    await write({ entryDate: "2026-03-02" });
    await counted();
    await dayEnds("2026-03-03");
    expect(await streak()).toMatchObject([{ current: 0, best: 2, lastDate: "2026-03-02" }]);
    await write({ entryDate: "2026-03-03" });
    await counted();
    expect(await streak()).toMatchObject([{ current: 3, best: 3, lastDate: "2026-03-03" }]);
    life.setNow(new Date("2026-03-09T12:00:00Z"));
    await dayEnds("2026-03-08");
    expect(await streak()).toMatchObject([{ current: 0, best: 3 }]);
    await write({ entryDate: "2026-02-28" });
    await counted();
    expect(await streak()).toMatchObject([{ current: 0, best: 4, lastDate: "2026-03-03" }]);
    await write({ entryDate: "2026-03-04" });
    await counted();
    expect(await streak()).toMatchObject([{ current: 0, best: 5, lastDate: "2026-03-04" }]);
  });
});
