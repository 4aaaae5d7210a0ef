/** Calendar files that come in by imports. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { ImportStarted, ImportUndoStarted } from "#core/ingest/events";
import { create as createImport, get as getImport, rows, undo } from "#functions/ingest/imports";
import { type ImportWorkflows, importWorkflows } from "#functions/ingest/imports.fixture";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { someOf } from "#testing/sampled";

let life: Harness;
let workflows: ImportWorkflows;
beforeAll(async () => {
  const open = await testDb();
  life = await harness(open);
  workflows = await importWorkflows(life, open.database);
});
afterAll(async () => {
  await workflows.stop();
  await life.database.close();
});

interface Counts {
  id: string;
  /** Created, updated, skipped, failed. */
  counts: number[];
  status: string;
  error: string | null;
}

async function imported(person: Person, text: string, body: object = {}): Promise<Counts> {
  const asked = await life.call(createImport, {
    as: person,
    body: { kind: "calendar_ics", text, again: true, ...body },
  });
  expect(asked.status, JSON.stringify(asked.body)).toBe(201);
  expect(await workflows.handle(person, ImportStarted, asked.body.id)).toEqual(["completed"]);
  const { body: job } = await life.call(getImport, { as: person, params: { importId: asked.body.id } });
  const { id, status, created, updated, skipped, failed, error } = job;
  return { id, status, error, counts: [created, updated, skipped, failed] };
}

async function reasonsOf(person: Person, importId: string): Promise<(string | null)[]> {
  const { body } = await life.call(rows, { as: person, params: { importId }, query: { limit: "100" } });
  // Each code is one that the contract names, by which a client has words of its own for it.
  expect(z.safeParse(rows.spec.returns!, body)).toMatchObject({ success: true });
  return body.data.map(({ reason }: { reason: string | null }) => reason);
}

const eventsOf = (person: Person) =>
  life.database.query(
    `select id, title, start_at, end_at, timezone, is_all_day, lasts, status, recurrence_rule, recurrence_exdates, recurrence_parent_id, recurrence_original_start, attendees, reminders, calendar_id, sequence, external_id, transparency
     from calendar_events where user_id = $1 and deleted_at is null order by start_at, title`,
    [person.userId],
  ) as Promise<Record<string, unknown>[]>;

const calendar = (...lines: string[]) => ["BEGIN:VCALENDAR", "VERSION:2.0", ...lines, "END:VCALENDAR", ""].join("\r\n");
const event = (...lines: string[]) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"].join("\r\n");
const TALK = [
  "UID:talk",
  "SUMMARY:Talk",
  "DTSTART;TZID=Europe/Berlin:20260302T090000",
  "DTEND;TZID=Europe/Berlin:20260302T100000",
];

describe("an import of a calendar file", () => {
  it("makes events in the default calendar, once", async () => {
    const anna = await life.user("anna");
    const text = calendar(
      event(
        ...TALK,
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;VALUE=DATE:20260309",
        "BEGIN:VALARM",
        "TRIGGER:-PT15M",
        "END:VALARM",
      ),
      event("UID:day", "SUMMARY:Holiday\\, at last", "DTSTART;VALUE=DATE:20260401", "TRANSP:TRANSPARENT"),
    );
    expect((await imported(anna, text)).counts).toEqual([2, 0, 0, 0]);
    const found = await eventsOf(anna);
    expect(found).toMatchObject([
      {
        title: "Talk",
        timezone: "Europe/Berlin",
        recurrence_rule: "FREQ=WEEKLY;COUNT=4",
        reminders: [{ minutesBefore: 15 }],
      },
      { title: "Holiday, at last", timezone: null, is_all_day: true, transparency: "transparent" },
    ]);
    expect(JSON.stringify(found[0]!.recurrence_exdates)).toContain("2026-03-09");
    expect((await imported(anna, text)).counts).toEqual([0, 0, 2, 0]);
    expect(await life.database.query("select is_default from calendars where user_id = $1", [anna.userId])).toEqual([
      { is_default: true },
    ]);
  });

  it("keeps an instance that differs with its series, wherever it stands", async () => {
    const anna = await life.user("anna");
    const moved = event("UID:talk", "RECURRENCE-ID:20260309T080000Z", "SUMMARY:Moved", "DTSTART:20260310T120000Z");
    const text = calendar(moved, event(...TALK, "RRULE:FREQ=WEEKLY"));
    expect((await imported(anna, text)).counts).toEqual([2, 0, 0, 0]);
    const [series, instance] = await eventsOf(anna);
    expect(instance).toMatchObject({ title: "Moved", recurrence_parent_id: series!.id });
    expect((await imported(anna, text)).counts).toEqual([0, 0, 2, 0]);
  });

  it("lets the higher revision win, in a file and against what is here", async () => {
    const anna = await life.user("anna");
    const version = (sequence: number, title: string) =>
      event(...TALK.slice(0, 1), `SUMMARY:${title}`, ...TALK.slice(2), `SEQUENCE:${sequence}`);
    expect((await imported(anna, calendar(version(2, "New"), version(1, "Old")))).counts).toEqual([1, 0, 1, 0]);
    expect((await imported(anna, calendar(version(1, "Older")))).counts).toEqual([0, 0, 1, 0]);
    expect((await imported(anna, calendar(version(3, "Newest")))).counts).toEqual([0, 1, 0, 0]);
    expect(await eventsOf(anna)).toMatchObject([{ title: "Newest", sequence: 3 }]);
  });

  it("cancels what METHOD:CANCEL names, an instance alone, too", async () => {
    const anna = await life.user("anna");
    await imported(
      anna,
      calendar(event(...TALK, "RRULE:FREQ=WEEKLY"), event("UID:one", "SUMMARY:One", "DTSTART:20260501T100000Z")),
    );
    const cancelled = calendar(
      "METHOD:CANCEL",
      event("UID:one", "SEQUENCE:1", "DTSTART:20260501T100000Z", "SUMMARY:One"),
      event(
        "UID:talk",
        "SEQUENCE:1",
        "RECURRENCE-ID;TZID=Europe/Berlin:20260309T090000",
        "SUMMARY:Talk",
        "DTSTART;TZID=Europe/Berlin:20260309T090000",
      ),
      event("UID:never", "SUMMARY:Never", "DTSTART:20260501T100000Z"),
    );
    const { id, counts } = await imported(anna, cancelled);
    expect(counts).toEqual([1, 1, 1, 0]);
    expect(await reasonsOf(anna, id)).toContain("It is cancelled, and was not here.");
    expect((await eventsOf(anna)).map(({ title, status }) => [title, status])).toEqual([
      ["Talk", "scheduled"],
      ["Talk", "cancelled"],
      ["One", "cancelled"],
    ]);
  });

  it("finds events by start and title in a file whose UIDs are others each time", async () => {
    const anna = await life.user("anna");
    const exported = (run: number, place: string) =>
      calendar(
        ...["One", "Two"].map((title, n) =>
          event(`UID:${title}-${run}`, `SUMMARY:${title}`, `DTSTART:2026050${n + 1}T100000Z`, `LOCATION:${place}`),
        ),
        event(`UID:three-${run}`, "SUMMARY:One", "DTSTART:20260501T100000Z", `LOCATION:${place}`),
      );
    expect((await imported(anna, exported(1, "here"))).counts).toEqual([3, 0, 0, 0]);
    expect((await imported(anna, exported(2, "here"))).counts[0]).toBe(0);
    expect((await imported(anna, exported(3, "there"))).counts).toEqual([0, 3, 0, 0]);
    expect(await eventsOf(anna)).toHaveLength(3);
  });

  it("names what it cannot keep, and keeps the rest", async () => {
    const anna = await life.user("anna");
    const { id, counts, status } = await imported(
      anna,
      calendar(
        event("UID:a", "SUMMARY:Nowhere", "DTSTART;TZID=Atlantis/Centre:20260501T100000"),
        event("UID:b", "SUMMARY:Hours", "DTSTART:20260501T100000Z", "RRULE:FREQ=DAILY;BYHOUR=9,10"),
        event("UID:c", "SUMMARY:Same hour", "DTSTART:20260502T100000Z", "RRULE:FREQ=DAILY;BYHOUR=10;BYMINUTE=0"),
        event("UID:d", "SUMMARY:Never", "DTSTART:20260231T100000Z"),
        event("UID:e", "SUMMARY:Backwards", "DTSTART:20260503T100000Z", "DTEND:20260503T090000Z"),
        event("UID:f", "SUMMARY:Each second", "DTSTART:20260504T100000Z", "RRULE:FREQ=SECONDLY"),
        "BEGIN:VTODO\r\nUID:t\r\nEND:VTODO",
        "BEGIN:VEVENT\r\nUID:g\r\nSUMMARY:No end",
      ),
    );
    expect([counts, status]).toEqual([[5, 0, 0, 7], "partial"]);
    const reasons = await reasonsOf(anna, id);
    expect(reasons.filter((reason) => reason !== null)).toEqual([
      "The time zone “Atlantis/Centre” is not known; its times are read as those of any place.",
      "Its rule is not kept, only its first instance is: it has several of BYHOUR.",
      "Its DTSTART is no date that there is: “DTSTART:20260231T100000Z”.",
      "It ends before it starts, and is kept as long as it is at least.",
      "Its rule is not kept, only its first instance is: here it may recur once a day at most, and not “SECONDLY”.",
      "It is a to-do (VTODO), and only events are imported.",
      "It has no END before that of its calendar.",
    ]);
    expect(
      (await eventsOf(anna)).map(({ title, timezone, recurrence_rule }) => [title, timezone, recurrence_rule]),
    ).toEqual([
      ["Hours", "UTC", null],
      ["Nowhere", null, null],
      ["Same hour", "UTC", "FREQ=DAILY"],
      ["Backwards", "UTC", null],
      ["Each second", "UTC", null],
    ]);
  });

  it("goes into the calendar that is named, and into no other's", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const [own] = (await life.database.query("insert into calendars (user_id, name) values ($1, 'Own') returning id", [
      anna.userId,
    ])) as { id: string }[];
    const text = calendar(event(...TALK));
    const options = { calendarId: own!.id };
    const foreign = await imported(ben, text, { options });
    expect([foreign.counts, await reasonsOf(ben, foreign.id)]).toEqual([
      [0, 0, 0, 1],
      ["The calendar that it should go into does not exist."],
    ]);
    expect((await imported(anna, text, { options })).counts).toEqual([1, 0, 0, 0]);
    expect(await eventsOf(anna)).toMatchObject([{ calendar_id: own!.id }]);
    expect((await imported(anna, text)).counts).toEqual([1, 0, 0, 0]);
  });

  it("is undone, and leaves the default calendar that it made", async () => {
    const anna = await life.user("anna");
    const { id } = await imported(
      anna,
      calendar(
        event(...TALK, "RRULE:FREQ=DAILY"),
        event("UID:talk", "RECURRENCE-ID:20260303T080000Z", "DTSTART:20260303T090000Z"),
      ),
    );
    await life.call(undo, { as: anna, params: { importId: id } });
    expect(await workflows.handle(anna, ImportUndoStarted, id)).toEqual(["completed"]);
    expect(await eventsOf(anna)).toEqual([]);
    expect(
      await life.database.query("select name from calendars where user_id = $1 and deleted_at is null", [anna.userId]),
    ).toEqual([{ name: "Calendar" }]);
  });

  it("refuses what is no calendar, or too large for one", async () => {
    const anna = await life.user("anna");
    expect(await imported(anna, "hello")).toMatchObject({
      status: "failed",
      error: "There is no calendar in it: no line says BEGIN:VCALENDAR.",
    });
  });
});

const CORPORA = path.join(process.env.LIFEOS_DATA ?? path.join(import.meta.dirname, "../../../shared/data"));

describe("every calendar file of the corpora", () => {
  for (const folder of ["ics-node-ical", "ics-ical.net"]) {
    it(`${folder}: comes in whole, twice, and makes nothing new the second time`, async () => {
      for (const name of someOf("calendar-files", filesIn(folder), 6)) {
        const person = await life.user("corpus");
        const text = readFileSync(path.join(CORPORA, folder, name), "utf8");
        const first = await imported(person, text, { name });
        const isNone = !/^\s*BEGIN:VCALENDAR/im.test(text);
        expect([name, first.status], first.error ?? "").toEqual([
          name,
          isNone ? "failed" : expect.stringMatching(/completed|partial/),
        ]);
        if (isNone) continue;
        const second = await imported(person, text, { name });
        expect([name, ...second.counts.slice(0, 2), second.counts[3]]).toEqual([name, 0, 0, first.counts[3]]);
      }
    }, 120_000);
  }
});

function filesIn(folder: string): string[] {
  try {
    return readdirSync(path.join(CORPORA, folder)).filter((name) => name.endsWith(".ics"));
  } catch {
    console.log(`${folder} is not here, so its files are not imported`);
    return [];
  }
}
