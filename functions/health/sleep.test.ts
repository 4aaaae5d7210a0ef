import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sample } from "#core/health/metrics-known";
import { batch } from "#functions/health/metrics";
import { nights } from "#functions/health/sleep";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { metricDays } from "#testing/metric-days";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const slept = (stage: Sample["stage"], from: string, to: string, source = "Watch", more: Partial<Sample> = {}) => ({
  metricType: "sleep" as const,
  stage,
  measuredAt: `2026-03-${from}:00.000Z`,
  endedAt: `2026-03-${to}:00.000Z`,
  source,
  ...more,
});
const send = (as: Person, samples: object[]) => life.call(batch, { as, body: { samples } });
const ask = (as: Person, query: Record<string, string> = {}) =>
  life.call(nights, { as, query: { from: "2026-03-01", to: "2026-03-10", ...query } });

async function told(person: Person) {
  const { body } = await ask(person);
  const { kept, counted } = await metricDays(life.database, person);
  expect(kept).toEqual(counted);
  expect(kept.map(({ date, sum }) => [date, sum])).toEqual(
    body.nights.map((night: { date: string; asleepMinutes: number }) => [night.date, night.asleepMinutes]),
  );
  return body.nights;
}

describe("a night", () => {
  it("is the union of what its sources call asleep, with the stages of the one that knows them", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    await send(anna, [
      slept("in_bed", "02T21:30", "03T05:30", "iPhone"),
      slept("asleep", "02T22:00", "03T05:00", "iPhone"),
      slept("light", "02T22:10", "02T23:00"),
      slept("deep", "02T23:00", "03T00:30"),
      slept("awake", "03T00:30", "03T00:40"),
      slept("rem", "03T00:40", "03T05:10"),
    ]);
    expect(await told(anna)).toMatchObject([
      {
        date: "2026-03-03",
        asleepMinutes: 430,
        inBedMinutes: 480,
        // The phone has heard nothing of it, and any source that says asleep counts.
        awakeMinutes: 0,
        stages: { asleep: 20, light: 50, deep: 90, rem: 270 },
        start: "2026-03-02T22:00:00.000Z",
        end: "2026-03-03T05:10:00.000Z",
        napMinutes: 0,
        sources: ["Watch", "iPhone"],
      },
    ]);
    const [{ intervals }] = await told(anna);
    expect(intervals.map((one: { stage: string; start: string }) => [one.stage, one.start.slice(11, 16)])).toEqual([
      ["in_bed", "21:30"],
      ["asleep", "22:00"],
      ["light", "22:10"],
      ["deep", "23:00"],
      ["asleep", "00:30"],
      ["rem", "00:40"],
      ["in_bed", "05:10"],
    ]);
  });

  it("belongs to the day of waking, also when it is interrupted before midnight; naps to their own", async () => {
    const anna = await life.user("anna");
    await send(anna, [
      slept("asleep", "02T14:00", "02T14:30"),
      slept("asleep", "02T21:00", "02T23:30"),
      slept("awake", "02T23:30", "03T00:15"),
      slept("asleep", "03T00:15", "03T06:00"),
      // Who sleeps only until eleven, and stays up, has slept on that day.
      slept("asleep", "04T20:00", "04T23:00"),
      slept("asleep", "05T02:00", "05T06:00"),
    ]);
    expect(
      (await told(anna)).map((night: Record<string, unknown>) => [night.date, night.asleepMinutes, night.awakeMinutes]),
    ).toEqual([
      ["2026-03-02", 30, 0],
      ["2026-03-03", 495, 45],
      ["2026-03-04", 180, 0],
      ["2026-03-05", 240, 0],
    ]);
  });

  it("keeps naps apart from the longest sleep, and shows a time in bed of which nobody says more", async () => {
    const anna = await life.user("anna");
    await send(anna, [
      slept("asleep", "03T00:00", "03T06:00"),
      slept("asleep", "03T13:00", "03T13:20"),
      slept("in_bed", "04T22:00", "05T06:00"),
    ]);
    const { body } = await ask(anna);
    expect(body.nights).toMatchObject([
      { date: "2026-03-03", asleepMinutes: 380, napMinutes: 20, end: "2026-03-03T06:00:00.000Z" },
      { date: "2026-03-05", asleepMinutes: 0, inBedMinutes: 480, start: null, end: null },
    ]);
    // Nobody has slept then, as far as is known.
    expect((await metricDays(life.database, anna)).kept.map(({ date }) => date)).toEqual(["2026-03-03"]);
  });

  it("has the length that it had when the clocks change", async () => {
    const anna = await life.user("anna", { timezone: "Europe/Berlin" });
    await send(anna, [slept("asleep", "28T22:00", "29T05:00")]);
    const { body } = await ask(anna, { from: "2026-03-28", to: "2026-03-30" });
    expect(body.nights).toMatchObject([{ date: "2026-03-29", asleepMinutes: 420 }]);
  });

  it("is that of a dependent when one is asked for, and nobody else's", async () => {
    const anna = await life.user("anna");
    const [child] = await life.database.query<{ id: string }>(
      "insert into dependents (user_id, name) values ($1, 'Kim') returning id",
      [anna.userId],
    );
    await send(anna, [slept("asleep", "02T20:00", "03T06:00", "Watch", { dependentId: child!.id })]);
    expect((await ask(anna)).body.nights).toEqual([]);
    expect((await ask(anna, { dependentId: child!.id })).body.nights).toMatchObject([{ asleepMinutes: 600 }]);
    expect((await ask(await life.user("ben"), { dependentId: child!.id })).body.nights).toEqual([]);
  });

  it.each([
    ["2026-03-01", "2026-02-28"],
    ["2026-01-01", "2026-04-04"],
  ])("is asked for from %s to %s in vain", async (from, to) => {
    const refused = await ask(await life.user("anna"), { from, to });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ parameter: "to" }] } });
  });

  it.each([
    ["0001-01-01", "0001-01-03"],
    ["9999-12-29", "9999-12-31"],
  ])("may be at the edge of what can be named, %s", async (from, to) => {
    expect((await ask(await life.user("anna"), { from, to })).body.nights).toEqual([]);
  });
});
