/** The journal: its moods are in the one series of moods, and its days make a streak. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { MoodLogged } from "#core/health/events";
import { JournalEvents, JournalWritten } from "#core/knowledge/events";
import { DayEnded, StreakExtended } from "#core/rhythm/events";
import { list as brainLogs, remove as removeLog } from "#functions/health/brain-logs";
import { update as updateSettings } from "#functions/identity/settings";
import { changes, create, get, list, remove, restore, update } from "#functions/knowledge/journal-entries";
import { list as achievements } from "#functions/rhythm/achievements";
import { awardStreaks, countEntry, judgeStreaks } from "#functions/rhythm/consumers";
import { day as dayOfHabits } from "#functions/rhythm/habits";
import { list as streaks } from "#functions/rhythm/streaks";
import { emit } from "#kit/change";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

let life: Harness;
let anna: Person;
beforeAll(async () => {
  life = await harness(await testDb());
});
beforeEach(async () => {
  life.setNow(new Date("2026-03-04T12:00:00Z"));
  anna = await life.user("anna");
});
afterAll(() => life.close());

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
    const { body: entry } = await write({ mood: 4 });
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
