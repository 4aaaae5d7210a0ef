import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scheduleHandler } from "#cloud/clock";
import { speakAsService } from "#cloud/speak";
import * as Days from "#core/rhythm/days";
import { DayEnded } from "#core/rhythm/events";
import * as Me from "#functions/identity/me";
import { endDays } from "#functions/rhythm/schedules";
import { serverDb, testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

const QUARTER_MS = 900_000;

let life: Harness;
async function run(at: string | number) {
  life.setNow(new Date(at));
  await scheduleHandler(endDays)({});
}
const of = ({ userId }: Person) => life.events(DayEnded).filter((one) => one.subject === userId);
const days = (person: Person) => of(person).map((one) => (one.data.payload as { day: string }).day);
const moveTo = async (as: Person, timezone: string) =>
  expect((await life.call(Me.update, { as, body: { timezone } })).status).toBe(200);

describe("the end of a day", () => {
  beforeAll(async () => {
    life = await harness(await testDb());
  });
  afterAll(() => life.close());

  it.each([
    ["in UTC", "UTC", "2026-03-02", "2026-03-03T00:00Z"],
    ["before the clocks go forward", "Europe/Berlin", "2026-03-28", "2026-03-28T23:00Z"],
    ["after 23 hours", "Europe/Berlin", "2026-03-29", "2026-03-29T22:00Z"],
    ["before the clocks go back", "Europe/Berlin", "2026-10-24", "2026-10-24T22:00Z"],
    ["after 25 hours", "Europe/Berlin", "2026-10-25", "2026-10-25T23:00Z"],
    ["without a midnight", "Africa/Cairo", "2026-04-23", "2026-04-23T22:00Z"],
    ["without a midnight", "America/Santiago", "2026-09-05", "2026-09-06T04:00Z"],
    ["without a midnight", "Asia/Beirut", "2026-03-28", "2026-03-28T22:00Z"],
    ["whose last hour comes twice", "Africa/Cairo", "2026-10-29", "2026-10-29T22:00Z"],
    ["whose last hour comes twice", "America/Santiago", "2026-04-04", "2026-04-05T04:00Z"],
    ["half an hour off", "Asia/Kolkata", "2026-06-10", "2026-06-10T18:30Z"],
    ["a quarter of an hour off", "Asia/Kathmandu", "2026-06-10", "2026-06-10T18:15Z"],
    ["three quarters of an hour off", "Pacific/Chatham", "2026-06-10", "2026-06-10T11:15Z"],
    ["where the clocks change by half an hour", "Australia/Lord_Howe", "2026-04-05", "2026-04-05T13:30Z"],
    ["that is the first", "Pacific/Kiritimati", "2026-06-10", "2026-06-10T10:00Z"],
    ["that is the last", "Etc/GMT+12", "2026-06-10", "2026-06-11T12:00Z"],
    ["with the next one left out, as the date line moved", "Pacific/Apia", "2011-12-30", "2011-12-30T10:00Z"],
  ])("%s (%s, %s) is told once, when it comes", async (_, timezone, day, instant) => {
    const end = Date.parse(instant);
    life.setNow(new Date(end - 12 * QUARTER_MS));
    const anna = await life.user("anna", { timezone });
    for (let at = end - 5 * QUARTER_MS; at < end; at += QUARTER_MS) await run(at);
    expect(days(anna)).toEqual([]);
    for (let at = end; at < end + 6 * QUARTER_MS; at += QUARTER_MS) await run(at);
    expect(of(anna)).toMatchObject([
      { data: { entityId: anna.userId, entityType: "day", actorId: null, payload: { day, timezone } } },
    ]);
  });

  it("begins a story of its own for each person", async () => {
    life.setNow("2026-06-10T12:00Z");
    const people = [await life.user("anna"), await life.user("ben")];
    await run("2026-06-11T00:00Z");
    const events = people.flatMap(of);
    expect(new Set(events.map((one) => one.correlationid)).size).toBe(2);
    expect(events.map((one) => one.causationid)).toEqual([undefined, undefined]);
  });

  it("is reported for the latest day when the schedule did not run for three", async () => {
    life.setNow("2026-06-10T12:00Z");
    const anna = await life.user("anna");
    await run("2026-06-11T00:00Z");
    await run("2026-06-14T07:00Z");
    await run("2026-06-14T07:15Z");
    expect(days(anna)).toEqual(["2026-06-10", "2026-06-13"]);
  });

  it("is not reported twice for a person who flies west over the date line, and continues with the next day", async () => {
    life.setNow("2026-06-10T09:00Z");
    const anna = await life.user("anna", { timezone: "Pacific/Kiritimati" });
    await run("2026-06-10T10:15Z");
    await moveTo(anna, "Pacific/Honolulu");
    for (const at of ["2026-06-10T10:30Z", "2026-06-11T10:00Z"]) await run(at);
    expect(days(anna)).toEqual(["2026-06-10"]);
    await run("2026-06-12T10:00Z");
    expect(days(anna)).toEqual(["2026-06-10", "2026-06-11"]);
  });

  it("is reported at once for a person who flies east over the date line, once", async () => {
    life.setNow("2026-06-10T09:00Z");
    const anna = await life.user("anna", { timezone: "Pacific/Honolulu" });
    await run("2026-06-10T10:00Z");
    await moveTo(anna, "Pacific/Kiritimati");
    for (const at of ["2026-06-10T10:15Z", "2026-06-10T10:30Z"]) await run(at);
    expect(days(anna)).toEqual(["2026-06-09", "2026-06-10"]);
    await run("2026-06-11T10:00Z");
    expect(days(anna)).toEqual(["2026-06-09", "2026-06-10", "2026-06-11"]);
  });

  it("is not reported for a zone that its person leaves between reading and writing", async () => {
    life.setNow("2026-06-10T09:00Z");
    const anna = await life.user("anna", { timezone: "Pacific/Kiritimati" });
    const { run: ask } = life.transport;
    life.transport.run = async (statements) => {
      const results = await ask(statements);
      if (statements.some(({ text }) => text.includes("lateral"))) {
        life.transport.run = ask;
        await moveTo(anna, "Pacific/Honolulu");
      }
      return results;
    };
    await run("2026-06-10T10:00Z");
    expect(life.transport.run).toBe(ask);
    expect(days(anna)).toEqual([]);
    await run("2026-06-11T10:00Z");
    expect(days(anna)).toEqual(["2026-06-10"]);
  });

  it("is not reported for deleted accounts; after a restoration days end again", async () => {
    life.setNow("2026-06-10T12:00Z");
    const anna = await life.user("anna");
    const mark = (at: string | null) =>
      life.database.query("update users set deleted_at = $1 where id = $2", [at, anna.userId]);
    await mark("2026-06-10T13:00Z");
    await run("2026-06-12T00:00Z");
    expect(days(anna)).toEqual([]);
    await mark(null);
    // From now on, by the clock of the database.
    await run("2036-06-13T00:00Z");
    expect(days(anna)).toEqual(["2036-06-12"]);
    await life.database.query("select erase_person($1)", [anna.userId]);
    const left = await life.database.query("select from ended_days where user_id = $1", [anna.userId]);
    expect(left).toEqual([]);
    await run("2036-06-14T00:00Z");
    expect(days(anna)).toEqual(["2036-06-12"]);
  });

  it("is counted from the day on which an account is created", async () => {
    for (const timezone of ["Pacific/Kiritimati", "Etc/GMT+12"]) {
      const [row] = await life.database.query(
        "insert into users (auth_subject, email, timezone) values ($1, $1, $2) returning id",
        [`new-${timezone}`.toLowerCase(), timezone],
      );
      const counted = await life.database.query(
        "select timezone, day = (now() at time zone $2)::date - 1 as yesterday from ended_days where user_id = $1",
        [row!.id, timezone],
      );
      expect(counted).toEqual([{ timezone, yesterday: true }]);
    }
  });
});

describe("on PostgreSQL, the ends of many days", () => {
  beforeAll(async () => {
    life = await harness(await serverDb());
  });
  afterAll(() => life.close());

  /** People in some zones, whose day before the harness's has ended. */
  const crowd = (name: string, count: number) =>
    life.database.transaction(async (tx) => {
      await tx.query(
        `insert into users (auth_subject, email, timezone)
         select $1 || n, $1 || n || '@example.org', (array['Europe/Berlin', 'Asia/Kolkata', 'America/Lima', 'UTC'])[1 + n % 4]
         from generate_series(1, $2::int) n`,
        [name, count],
      );
      await tx.query("update ended_days set day = ($1::timestamptz at time zone timezone)::date - 1", [
        life.now().toISOString(),
      ]);
    });

  it("are reported once each by two simultaneous runs, in batches", async () => {
    await crowd("two-runs", 1_300);
    life.setNow("2026-03-03T12:00Z");
    const counts = await Promise.all(
      [1, 2].map(() => Days.endDays(speakAsService("schedule").ctx, { batchSize: 100 })),
    );
    expect(counts[0]! + counts[1]!).toBe(1_300);
    const stored = await life.database.query(
      "select count(*)::int as events, count(distinct user_id)::int as people from events where event_type = $1",
      [DayEnded.type],
    );
    expect(stored).toEqual([{ events: 1_300, people: 1_300 }]);
    await run("2026-03-03T12:15Z");
    expect(life.events(DayEnded)).toHaveLength(1_300);
  });

  it("take a flight to find the zones, one to find that nobody is due, and two for each batch", async () => {
    const { run: ask } = life.transport;
    let flights = 0;
    life.transport.run = (statements) => {
      flights++;
      return ask(statements);
    };
    // Noting that the schedule ran is not counted here.
    life.setNow("2026-03-03T12:20Z");
    await Days.endDays(speakAsService("schedule").ctx);
    expect(flights).toBe(2);
    life.setNow("2026-03-04T12:00Z");
    await Days.endDays(speakAsService("schedule").ctx, { batchSize: 500 });
    expect(flights).toBe(2 + 2 + 3 * 2);
    life.transport.run = ask;
  });

  it("cost nothing when none is due, however many people there are", async () => {
    const { run: ask } = life.transport;
    let texts: { text: string; params: unknown[] }[] = [];
    life.transport.run = (statements) => {
      texts = [...texts, ...statements.filter(({ text }) => text.includes("ended_days"))];
      return ask(statements);
    };
    await run("2026-03-04T12:30Z");
    life.transport.run = ask;
    expect(texts).toHaveLength(2);
    /** The 8 kB pages that the reads of a run visit. */
    const pages = async () => {
      await life.database.exec("vacuum analyze ended_days");
      let sum = 0;
      for (const { text, params } of texts) {
        const [row] = await life.database.query(`explain (analyze, buffers, format json) ${text}`, params);
        const plan = Object.values(row!)[0] as string | [{ Plan: Record<string, number> }];
        const [{ Plan }] = typeof plan === "string" ? (JSON.parse(plan) as [{ Plan: Record<string, number> }]) : plan;
        sum += Plan["Shared Hit Blocks"]! + Plan["Shared Read Blocks"]!;
      }
      return sum;
    };
    const counts: number[] = [];
    for (const name of ["some", "many"]) {
      for (let part = 0; part < (name === "some" ? 1 : 5); part++) await crowd(`${name}-${part}-`, 1_200);
      counts.push(await pages());
    }
    // With 8,500 instead of 2,500 people, at most one more level of the index is visited in each zone.
    expect(counts[1]! / counts[0]!, `${counts}`).toBeLessThan(1.6);
  });
});
