import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { get as agenda } from "#functions/calendar/agenda";
import { create as makeCalendar } from "#functions/calendar/calendars";
import { get as getPlan, put as putPlan } from "#functions/calendar/daily-plans";
import { complete, create, remove, update } from "#functions/calendar/events";
import { get as freeBusy } from "#functions/calendar/free-busy";
import { create as subscribe } from "#functions/calendar/subscriptions";
import { update as changeBlock, create as makeBlock } from "#functions/calendar/time-blocks";
import { list as brainLogs } from "#functions/health/brain-logs";
import { create as makeRoutine } from "#functions/rhythm/routines";
import { create as makeDomain, remove as removeDomain } from "#functions/work/life-domains";
import { create as makeTask } from "#functions/work/tasks";
import { serverDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { SEED } from "#testing/sampled";
import { slow } from "#testing/slow";

// Monday, 2 March 2026, noon in UTC. On a server, because some of it depends on locks.
let life: Harness;
beforeAll(async () => {
  life = await harness(await serverDb());
});
afterAll(() => life.close());

const person = (name: string) => life.user(name, { timezone: "Europe/Berlin" });
const MEETING = { title: "Secret meeting", startAt: "2026-03-04T09:00:00Z", endAt: "2026-03-04T10:00:00Z" };
async function event(as: Person, body: object = {}) {
  const { status, body: made } = await life.call(create, { as, body: { ...MEETING, ...body } });
  expect(status, JSON.stringify(made)).toBe(201);
  return made;
}
const WEEK = { from: "2026-03-02T00:00:00Z", to: "2026-03-09T00:00:00Z" };
async function busyOf(as: Person, query: Record<string, string> = {}) {
  const { status, body } = await life.call(freeBusy, { as, query: { ...WEEK, ...query } });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.data.map((one: { busy: { startAt: string; endAt: string }[] }) =>
    one.busy.map(({ startAt, endAt }) => `${startAt.slice(8, 16)}-${endAt.slice(8, 16)}`),
  );
}

describe("free and busy time", () => {
  it("merges what overlaps or touches, and leaves out what takes no time", async () => {
    const anna = await person("anna");
    await event(anna, { recurrenceRule: "FREQ=DAILY;COUNT=2" });
    await event(anna, { startAt: "2026-03-04T09:30:00Z", endAt: "2026-03-04T10:30:00Z" });
    await event(anna, { startAt: "2026-03-04T10:30:00Z", endAt: "2026-03-04T11:00:00Z" });
    await event(anna, { startAt: "2026-03-06T09:00:00Z", endAt: "2026-03-06T10:00:00Z", transparency: "transparent" });
    await event(anna, { startAt: "2026-03-06T09:00:00Z", endAt: "2026-03-06T10:00:00Z", status: "cancelled" });
    const declined = [{ isSelf: true, response: "declined" }];
    await event(anna, { startAt: "2026-03-06T09:00:00Z", endAt: "2026-03-06T10:00:00Z", attendees: declined });
    await event(anna, { startDate: "2026-03-08", startAt: undefined, endAt: undefined });
    expect(await busyOf(anna)).toEqual([["04T09:00-04T11:00", "05T09:00-05T10:00", "07T23:00-08T23:00"]]);
  });

  it("counts calendars that are hidden, and not those that one only reads", async () => {
    const anna = await person("anna");
    const calendar = async (body: object) => (await life.call(makeCalendar, { as: anna, body })).body.id as string;
    await event(anna, { calendarId: await calendar({ name: "Hidden", isSelected: false }) });
    const { body: holidays } = await life.call(subscribe, {
      as: anna,
      body: { url: "https://holidays.example/de.ics" },
    });
    // What a fetch brings is written by the service: people cannot.
    await life.database.query(
      `insert into calendar_events (user_id, calendar_id, title, start_at, end_at, is_all_day, provider)
       values ($1, $2, 'Holiday', '2026-03-06', '2026-03-07', true, 'ics')`,
      [anna.userId, holidays.calendarId],
    );
    expect(await busyOf(anna)).toEqual([["04T09:00-04T10:00"]]);
    const { body } = await life.call(agenda, { as: anna, query: { from: "2026-03-02", to: "2026-03-09" } });
    expect(body.events.map(({ title }: { title: string }) => title)).toEqual(["Holiday"]);
  });

  it("is that of each member of a household for its members, without what it is about, and for nobody else", async () => {
    const [anna, ben, eve] = [await person("anna"), await person("ben"), await person("eve")];
    await life.join(anna, ben);
    await event(ben);
    const householdId = anna.householdId;
    expect(await busyOf(anna, { householdId })).toEqual([[], ["04T09:00-04T10:00"]]);
    const { body } = await life.call(freeBusy, { as: anna, query: { ...WEEK, householdId } });
    expect(JSON.stringify(body)).not.toContain("Secret");
    expect((await life.call(freeBusy, { as: eve, query: { ...WEEK, householdId } })).status).toBe(404);
  });

  slow("tells a bounded number of blocks, and until when they are all", async () => {
    const [anna, ben] = [await person("anna"), await person("ben")];
    await life.join(anna, ben);
    await event(anna);
    const { body: made } = await life.call(makeCalendar, { as: ben, body: { name: "Machine" } });
    // A minute of each three, from Monday on.
    const plant = (count: number) =>
      life.database.query(
        `insert into calendar_events (user_id, calendar_id, title, start_at, end_at, timezone)
         select $1, $2, 'Beat', at, at + interval '1 minute', 'UTC'
         from generate_series(1, $3::int) n, lateral (select timestamptz '2026-03-02T00:00:00Z' + (n - 1) * interval '3 minutes' as at) s`,
        [ben.userId, made.id, count],
      );
    await plant(2_501);
    const ask = async (query: object) => {
      const { body } = await life.call(freeBusy, {
        as: anna,
        query: { ...WEEK, householdId: anna.householdId, ...query },
      });
      return body.data as { userId: string; knownUntil: string; busy: { startAt: string }[] }[];
    };
    const [mine, his] = await ask({});
    expect(mine).toMatchObject({ userId: anna.userId, knownUntil: "2026-03-09T00:00:00.000Z" });
    expect(his!.busy).toHaveLength(2_500);
    expect(his!.knownUntil).toBe("2026-03-07T05:00:00.000Z");
    const [, rest] = await ask({ from: his!.knownUntil });
    expect(rest).toMatchObject({
      knownUntil: "2026-03-09T00:00:00.000Z",
      busy: [{ startAt: "2026-03-07T05:00:00.000Z" }],
    });

    // So many that nobody looks through them: nothing is told of him, and all of the others.
    for (let n = 0; n < 3; n++) await plant(3_000);
    const [still, unknown] = await ask({});
    expect(still!.busy).toHaveLength(1);
    expect(unknown).toEqual({ userId: ben.userId, knownUntil: "2026-03-02T00:00:00.000Z", busy: [] });
  });

  it("is when what the agenda shows takes time, of events of every kind", async () => {
    const hour = 3_600_000;
    const at = (hours: number) => new Date(Date.parse("2026-03-27T00:00:00Z") + hours * hour).toISOString();
    const moment = fc.integer({ min: -60, max: 130 });
    const drawn = fc.record({
      start: moment,
      length: fc.constantFrom(0, 1, 3, 30),
      zone: fc.constantFrom(null, "Europe/Berlin", "America/New_York"),
      lasts: fc.constantFrom("until_end", "duration"),
      rule: fc.constantFrom(null, null, "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=SA,MO", "FREQ=DAILY;COUNT=4"),
      left: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2 }),
      added: fc.array(moment, { maxLength: 1 }),
      changed: fc.option(fc.record({ day: fc.integer({ min: 0, max: 3 }), start: moment, isFree: fc.boolean() })),
      transparency: fc.constantFrom("opaque", "opaque", "transparent"),
      status: fc.constantFrom("scheduled", "scheduled", "cancelled", "skipped"),
      response: fc.constantFrom(undefined, "accepted", "declined"),
    });
    const insert = async (as: Person, one: Record<string, unknown>) => {
      const row = { user_id: as.userId, title: "Event", ...one };
      const { length } = Object.keys(row);
      const places = Array.from({ length }, (_, n) => `$${n + 1}`).join(", ");
      const [made] = await life.database.query<{ id: string }>(
        `insert into calendar_events (${Object.keys(row).join(", ")}) values (${places}) returning id`,
        Object.values(row),
      );
      return made!.id;
    };
    const WINDOW = { from: "2026-03-28T00:00:00Z", to: "2026-03-31T00:00:00Z" };
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { minLength: 3, maxLength: 12 }), async (events) => {
        const anna = await person("anna");
        const { id: calendar_id } = (await life.call(makeCalendar, { as: anna, body: { name: "All" } })).body;
        for (const { start, length, zone, changed, response, rule, ...one } of events) {
          const days = (numbers: readonly number[], step: number) => `{${numbers.map((n) => `"${at(n * step)}"`)}}`;
          const { lasts, transparency, status } = one;
          const shared = { calendar_id, timezone: zone, lasts };
          const id = await insert(anna, {
            ...shared,
            ...{ transparency, status, start_at: at(start), end_at: at(start + length), recurrence_rule: rule },
            recurrence_exdates: days(
              one.left.map((day) => start + 24 * day),
              1,
            ),
            recurrence_rdates: days(one.added, 1),
            attendees: JSON.stringify(response ? [{ email: "a@example.com", isSelf: true, response }] : []),
          });
          if (changed && rule !== null)
            await insert(anna, {
              ...shared,
              ...{ start_at: at(changed.start), end_at: at(changed.start + 2), recurrence_parent_id: id },
              recurrence_original_start: at(start + 24 * changed.day),
              transparency: changed.isFree ? "transparent" : "opaque",
            });
        }
        const { body } = await life.call(agenda, { as: anna, query: { from: "2026-03-27", to: "2026-04-02" } });
        const [first, last] = [Date.parse(WINDOW.from), Date.parse(WINDOW.to)];
        const taken = new Set<number>();
        type Shown = { startAt: string; endAt: string; transparency: string; status: string; response: string };
        for (const one of body.events as Shown[]) {
          if (one.transparency !== "opaque" || one.status === "skipped" || one.response === "declined") continue;
          for (let then = first; then < last; then += hour / 4)
            if (then >= Date.parse(one.startAt) && then < Date.parse(one.endAt)) taken.add(then);
        }
        const told = (await life.call(freeBusy, { as: anna, query: WINDOW })).body.data[0] as {
          busy: { startAt: string; endAt: string }[];
        };
        const busy = new Set<number>();
        for (const { startAt, endAt } of told.busy)
          for (let then = Date.parse(startAt); then < Date.parse(endAt); then += hour / 4) busy.add(then);
        expect([...busy].sort()).toEqual([...taken].sort());
        for (const [n, { startAt }] of told.busy.entries())
          if (n > 0) expect(startAt > told.busy[n - 1]!.endAt).toBe(true);
      }),
      { numRuns: 12, seed: SEED },
    );
  });

  it.each([
    ["ten thousand years", { to: "9999-03-02T00:00:00Z" }],
    ["an end before its start", { to: "2026-03-01T00:00:00Z" }],
  ])("refuses %s", async (_, query) => {
    const { status, body } = await life.call(freeBusy, { as: await person("anna"), query: { ...WEEK, ...query } });
    expect([status, body.errors[0].parameter]).toEqual([400, "to"]);
  });
});

describe("the agenda", () => {
  it("has events, time blocks, tasks and routines of its days, and no more than a hundred of them", async () => {
    const anna = await person("anna");
    await event(anna);
    await life.call(makeTask, { as: anna, body: { title: "Taxes", dueDate: "2026-03-05" } });
    await life.call(makeRoutine, { as: anna, body: { name: "Bins", cronExpression: "0 9 * * *", activities: [] } });
    const block = { title: "Write", startAt: "2026-03-05T08:00:00Z", endAt: "2026-03-05T10:00:00Z" };
    await life.call(makeBlock, { as: anna, body: block });
    const { body } = await life.call(agenda, { as: anna, query: { from: "2026-03-02", to: "2026-03-09" } });
    expect(body).toMatchObject({
      timezone: "Europe/Berlin",
      events: [{ title: "Secret meeting" }],
      tasks: [{ title: "Taxes", dueDate: "2026-03-05" }],
      timeBlocks: [{ title: "Write", date: "2026-03-05" }],
      truncated: false,
    });
    expect(body.routines.map(({ scheduledFor }: { scheduledFor: string }) => scheduledFor.slice(8, 16))).toEqual(
      ["03", "04", "05", "06", "07", "08"].map((day) => `${day}T08:00`),
    );
    for (const to of ["2026-06-11", "9999-01-01", "2026-03-02"])
      expect((await life.call(agenda, { as: anna, query: { from: "2026-03-02", to } })).status).toBe(400);
  });

  it("shows a household's events to its members, who may change an instance for all", async () => {
    const [anna, ben] = [await person("anna"), await person("ben")];
    await life.join(anna, ben);
    const dinner = await event(anna, { title: "Dinner", householdId: anna.householdId, recurrenceRule: "FREQ=DAILY" });
    const query = { occurrence: "2026-03-05T09:00:00.000Z" };
    const changed = await life.call(update, {
      as: ben,
      params: { eventId: dinner.id },
      query,
      body: { title: "Pizza" },
    });
    expect(changed.body, JSON.stringify(changed.body)).toMatchObject({ userId: anna.userId, title: "Pizza" });
    for (const as of [anna, ben]) {
      const { body } = await life.call(agenda, { as, query: { from: "2026-03-04", to: "2026-03-06" } });
      expect(body.events.map(({ title }: { title: string }) => title)).toEqual(["Dinner", "Pizza"]);
    }
  });
});

describe("at the same moment", () => {
  it("two people who change one instance change the same one, and neither is lost", async () => {
    const [anna, ben] = [await person("anna"), await person("ben")];
    await life.join(anna, ben);
    const series = await event(anna, { householdId: anna.householdId, recurrenceRule: "FREQ=DAILY" });
    const query = { occurrence: "2026-03-05T09:00:00.000Z" };
    const change = (as: Person, body: object) => life.call(update, { as, params: { eventId: series.id }, query, body });
    const answers = await Promise.all([change(anna, { title: "Pizza" }), change(ben, { location: "Kitchen" })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const rows = await life.database.query(
      "select title, location from calendar_events where recurrence_parent_id = $1",
      [series.id],
    );
    expect(rows).toEqual([{ title: "Pizza", location: "Kitchen" }]);
  });

  it("who changes an instance by the version of its series learns that somebody was faster", async () => {
    const anna = await person("anna");
    const series = await event(anna, { recurrenceRule: "FREQ=DAILY" });
    const query = { occurrence: "2026-03-05T09:00:00.000Z" };
    const headers = { "if-match": `"${series.version}"` };
    const change = (title: string) =>
      life.call(update, { as: anna, params: { eventId: series.id }, query, headers, body: { title } });
    expect((await change("Pizza")).status).toBe(200);
    const late = await change("Pasta");
    expect([late.status, late.body.current?.title]).toEqual([412, "Pizza"]);
  });

  it("an event or an instance is completed once", async () => {
    const anna = await person("anna");
    const [plain, series] = [await event(anna), await event(anna, { recurrenceRule: "FREQ=DAILY" })];
    const finish = (eventId: string, body: object) => life.call(complete, { as: anna, params: { eventId }, body });
    for (const [id, body] of [
      [plain.id, {}],
      [series.id, { occurrence: "2026-03-05T09:00:00.000Z" }],
    ]) {
      const answers = await Promise.all([1, 2, 3].map(() => finish(id, body)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    }
    const [{ n }] = (await life.database.query<{ n: number }>(
      "select count(*)::int as n from events where user_id = $1 and event_type = 'calendar.event.completed'",
      [anna.userId],
    )) as [{ n: number }];
    expect(n).toBe(2);
  });

  it("two time blocks do not overlap", async () => {
    const anna = await person("anna");
    const block = { title: "Write", startAt: "2026-03-05T08:00:00Z", endAt: "2026-03-05T10:00:00Z" };
    const answers = await Promise.all([1, 2].map(() => life.call(makeBlock, { as: anna, body: block })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.detail).toContain("Another time block");
    const next = { ...block, startAt: block.endAt, endAt: "2026-03-05T11:00:00Z" };
    const { body } = await life.call(makeBlock, { as: anna, body: next });
    const params = { timeBlockId: body.id };
    expect((await life.call(changeBlock, { as: anna, params, body: { startAt: "2026-03-05T09:30:00Z" } })).status).toBe(
      409,
    );
    expect(
      (
        await life.call(changeBlock, {
          as: anna,
          params,
          body: { startAt: "2026-03-05T09:30:00Z", allowOverlap: true },
        })
      ).status,
    ).toBe(200);
    expect(
      (await life.call(changeBlock, { as: anna, params, body: { endAt: "2026-03-05T07:00:00Z" } })).body.errors,
    ).toMatchObject([{ pointer: "#/endAt" }]);
  });
});

describe("an event of somebody else", () => {
  it("is not there for a stranger, who takes no part of it either", async () => {
    const [anna, eve] = [await person("anna"), await person("eve")];
    const series = await event(anna, { recurrenceRule: "FREQ=DAILY" });
    const params = { eventId: series.id };
    const query = { occurrence: "2026-03-05T09:00:00.000Z" };
    expect((await life.call(update, { as: eve, params, query, body: { title: "Mine" } })).status).toBe(404);
    expect((await life.call(remove, { as: eve, params, query })).status).toBe(404);
    expect((await life.call(complete, { as: eve, params, body: query })).status).toBe(404);
    expect((await life.call(create, { as: eve, body: { ...MEETING, calendarId: series.calendarId } })).status).toBe(
      400,
    );
    // What is granted to be seen is not changed.
    await life.database.query(
      "insert into access_grants (entity_type, entity_id, grantor_id, grantee_id, role) values ('event', $1, $2, $3, 'viewer')",
      [series.id, anna.userId, eve.userId],
    );
    expect((await life.call(update, { as: eve, params, query, body: { title: "Mine" } })).status).toBe(403);
    expect((await life.call(complete, { as: eve, params, body: query })).status).toBe(403);
  });
});

describe("the plan of a day", () => {
  it("is written and read by its day, and its moods are logged, each once and as long as it has them", async () => {
    const anna = await person("anna");
    const params = { date: "2026-03-04" };
    const put = (body: object) => life.call(putPlan, { as: anna, params, body });
    expect((await life.call(getPlan, { as: anna, params })).status).toBe(404);
    const made = await put({ morningIntention: "Slowly", moodMorning: 4, energyLevel: "high" });
    expect(made.body, JSON.stringify(made.body)).toMatchObject({
      date: "2026-03-04",
      moodMorning: 4,
      moodEvening: null,
    });
    const changed = await put({ moodMorning: 2, moodEvening: 5 });
    expect(changed.body).toMatchObject({ id: made.body.id, morningIntention: null, moodMorning: 2, moodEvening: 5 });
    expect((await life.call(getPlan, { as: anna, params })).body).toEqual(changed.body);
    const logs = (await life.call(brainLogs, { as: anna, query: { sourceType: "daily_plan" } })).body.data;
    expect(logs.map(({ value }: { value: number }) => value).sort()).toEqual([2, 5]);
    const logged = async () => {
      const { body } = await life.call(brainLogs, { as: anna, query: { sourceType: "daily_plan" } });
      return body.data.map(({ value }: { value: number }) => value).sort();
    };
    await put({ moodEvening: 5 });
    expect(await logged()).toEqual([5]);
    await put({ moodMorning: 3, moodEvening: 5 });
    expect(await logged()).toEqual([3, 5]);
    await put({});
    expect(await logged()).toEqual([]);
    expect((await put({ moodMorning: 6 })).status).toBe(400);
    expect((await life.call(putPlan, { as: anna, params: { date: "yesterday" }, body: {} })).status).toBe(400);
    const two = await Promise.all(
      [1, 2].map((mood) =>
        life.call(putPlan, { as: anna, params: { date: "2026-03-05" }, body: { moodMorning: mood } }),
      ),
    );
    expect(two.map(({ status }) => status)).toEqual([200, 200]);
  });

  it("names life domains of one's own, also one that was deleted since, and nobody else's", async () => {
    const [anna, eve] = [await person("anna"), await person("eve")];
    const put = (as: Person, domainId: string) =>
      life.call(putPlan, { as, params: { date: "2026-03-06" }, body: { focusDomainIds: [domainId] } });
    const { body: domain } = await life.call(makeDomain, { as: anna, body: { name: "Garden", color: "#2e7d32" } });
    expect((await put(anna, domain.id)).body.focusDomainIds).toEqual([domain.id]);
    const refused = await put(eve, domain.id);
    expect([refused.status, refused.body.errors[0].pointer]).toEqual([400, "#/focusDomainIds"]);
    await life.call(removeDomain, { as: anna, params: { lifeDomainId: domain.id }, body: {} });
    expect((await put(anna, domain.id)).status).toBe(200);
  });
});
