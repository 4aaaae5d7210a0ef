/**
 * A year of days in five zones, by brute force: the clocks of Intl at every quarter of an hour say when each day has ended, with no
 * code of the product. The schedule runs around each of these moments.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { DayEnded } from "#core/rhythm/events";
import { endsAt } from "#core/rhythm/local-days";
import * as Settings from "#functions/identity/settings";
import { endDays } from "#functions/rhythm/schedules";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { isWhole, SEED, someOf } from "#testing/sampled";

const QUARTER_MS = 900_000;
const YEAR = [Date.UTC(2027, 9, 1), Date.UTC(2028, 9, 1)] as const;
const lives: [zone: string, dayStart: string, span: readonly [number, number]][] = [
  ["Europe/Berlin", "02:30", YEAR],
  ["America/New_York", "00:00", YEAR],
  ["Australia/Lord_Howe", "01:45", YEAR],
  ["Pacific/Chatham", "06:00", YEAR],
  ["Africa/Cairo", "00:00", YEAR],
  ["Pacific/Apia", "04:00", [Date.UTC(2011, 6, 1), Date.UTC(2012, 6, 1)]],
];

/** The quarters at which a day has ended for the first time, and which: `[instant, day]`. */
function endings(zone: string, dayStart: string, [from, until]: readonly [number, number]): [number, string][] {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  const seen: string[] = [];
  const found: [number, string][] = [];
  for (let at = from; at < until; at += QUARTER_MS) {
    const [date, time] = format.format(at).split(" ") as [string, string];
    if (!seen.includes(date)) seen.push(date);
    const begun = seen[seen.indexOf(date) - (time >= dayStart ? 1 : 2)];
    if (begun !== undefined && begun > (found.at(-1)?.[1] ?? "")) found.push([at, begun]);
  }
  return found;
}

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

it.each(someOf("days", lives, 1))("of %s, beginning at %s, each day is told once", async (timezone, dayStart, span) => {
  const year = endings(timezone, dayStart, span).slice(2);
  expect(year.length).toBeGreaterThan(355);
  // `npm test` has ten weeks of it, with a change of clocks more often than not.
  const expected = isWhole("days") ? year : year.slice(SEED % 280, (SEED % 280) + 70);
  life.setNow(new Date(expected[0]![0] - QUARTER_MS));
  const anna = await life.user("anna", { timezone });
  await life.call(Settings.update, { as: anna, body: { dayStart } });
  await life.database.query("update ended_days set day = $1::date - 1 where user_id = $2", [
    expected[0]![1],
    anna.userId,
  ]);
  for (const [instant] of expected) {
    for (const at of [instant - QUARTER_MS, instant, instant + QUARTER_MS]) {
      life.setNow(new Date(at));
      await scheduleHandler(endDays)({});
    }
  }
  const told = life.events(DayEnded).filter((one) => one.subject === anna.userId);
  expect(told.map((one) => one.data.payload.day)).toEqual(expected.map(([, day]) => day));
});

it.each(someOf("slow", lives, 1))(
  "of %s, beginning at %s, each quarter of an hour knows the last day that has ended",
  (zone, dayStart, span) => {
    const [hours, minutes] = dayStart.split(":").map(Number) as [number, number];
    const expected = endings(zone, dayStart, span).slice(2);
    let latest = "";
    const found: [number, string][] = [];
    for (let at = expected[0]![0]; at < span[1]; at += QUARTER_MS) {
      const { passedMinutes, ended, before } = endsAt(zone, at);
      const day = hours * 60 + minutes <= passedMinutes ? ended : before;
      if (day > latest) found.push([at, day]);
      latest = day > latest ? day : latest;
    }
    expect(found).toEqual(expected);
  },
);
