/** Feeds: what others read of a person's calendars, by an address that is a secret. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ImportStarted } from "#core/ingest/events";
import { create, list, read, revoke } from "#functions/calendar/feeds";
import { create as createImport } from "#functions/ingest/imports";
import { type ImportWorkflows, importWorkflows } from "#functions/ingest/imports.fixture";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";

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

async function feedOf(person: Person, scope: object = {}) {
  const made = await life.call(create, { as: person, body: { name: "Mine", scope } });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const [, feedId, token] = /feeds\/([^/]+)\/feed\.ics\?token=(.+)$/.exec(made.body.address)!;
  return { feedId: feedId!, token: token! };
}

const reading = ({ feedId, token }: { feedId: string; token: string }, headers = {}) =>
  life.call(read, { params: { feedId }, query: { token }, headers });

async function imported(person: Person, text: string): Promise<void> {
  const { body } = await life.call(createImport, { as: person, body: { kind: "calendar_ics", text, again: true } });
  expect(await workflows.handle(person, ImportStarted, body.id)).toEqual(["completed"]);
}

const calendar = (...lines: string[]) => ["BEGIN:VCALENDAR", ...lines, "END:VCALENDAR", ""].join("\r\n");
const LIFE = calendar(
  "BEGIN:VEVENT\r\nUID:a\r\nSUMMARY:Choir\r\nDTSTART;TZID=Europe/Berlin:20260304T193000\r\nDTEND;TZID=Europe/Berlin:20260304T210000",
  "RRULE:FREQ=WEEKLY;BYDAY=WE\r\nEXDATE;VALUE=DATE:20260318\r\nLOCATION:Town hall\r\nEND:VEVENT",
  "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;TZID=Europe/Berlin:20260311T193000\r\nSUMMARY:Choir\\, moved\r\nDTSTART;TZID=Europe/Berlin:20260312T193000\r\nDURATION:PT2H\r\nEND:VEVENT",
  "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;TZID=Europe/Berlin:20260325T193000\r\nSTATUS:CANCELLED\r\nSUMMARY:Choir\r\nDTSTART;TZID=Europe/Berlin:20260325T193000\r\nEND:VEVENT",
  "BEGIN:VEVENT\r\nUID:b\r\nSUMMARY:Holiday\r\nTRANSP:TRANSPARENT\r\nDTSTART;VALUE=DATE:20260406\r\nEND:VEVENT",
  "BEGIN:VEVENT\r\nUID:c\r\nSUMMARY:Lunch anywhere\r\nDTSTART:20260310T120000\r\nDTEND:20260310T130000\r\nEND:VEVENT",
);

const eventsOf = (person: Person) =>
  life.database.query(
    `select title, start_at, end_at, timezone, is_all_day, lasts, transparency, status, recurrence_rule, recurrence_exdates, recurrence_original_start, recurrence_parent_id is not null as has_series, location, ical_uid
     from calendar_events where user_id = $1 and deleted_at is null order by start_at, title`,
    [person.userId],
  );

describe("a feed", () => {
  it("imported into an empty life, gives the same events", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    await imported(anna, LIFE);
    const { status, body: text, headers } = await reading(await feedOf(anna));
    expect([status, headers["content-type"]]).toEqual([200, "text/calendar; charset=utf-8"]);
    await imported(ben, text);
    const [before, after] = [await eventsOf(anna), await eventsOf(ben)];
    expect(before).toHaveLength(5);
    expect(after).toEqual(before);
    await imported(anna, text);
    expect(await eventsOf(anna)).toEqual(before);
  });

  it("is 304 for whoever has it, until something changes", async () => {
    const anna = await life.user("anna");
    await imported(anna, LIFE);
    const feed = await feedOf(anna);
    const { headers } = await reading(feed);
    expect((await reading(feed, { "if-none-match": headers.etag })).status).toBe(304);
    await life.database.query("update calendar_events set title = 'Other' where user_id = $1 and ical_uid = 'b'", [
      anna.userId,
    ]);
    expect((await reading(feed, { "if-none-match": headers.etag })).status).toBe(200);
  });

  it("says only when somebody is busy where it may say no more", async () => {
    const anna = await life.user("anna");
    await imported(anna, LIFE);
    const { body: text } = await reading(await feedOf(anna, { busyOnly: true }));
    expect(text).not.toMatch(/Choir|Town hall|Holiday|Lunch/);
    expect(text.match(/SUMMARY:Busy/g)).toHaveLength(4);
    expect(text).not.toContain("VALUE=DATE:20260406");
    expect(text).toContain("STATUS:CANCELLED");
  });

  it("shows tasks and time blocks where it is told to, and one calendar where that is named", async () => {
    const anna = await life.user("anna");
    await imported(anna, LIFE);
    await life.database.query(
      "insert into tasks (user_id, title, due_date) values ($1, 'Pay the rent', '2026-04-01'), ($1, 'Someday', null)",
      [anna.userId],
    );
    await life.database.query(
      "insert into time_blocks (user_id, title, date, start_at, end_at) values ($1, 'Write', '2026-04-01', '2026-04-01T08:00:00Z', '2026-04-01T10:00:00Z')",
      [anna.userId],
    );
    expect((await reading(await feedOf(anna))).body).not.toMatch(/rent|Write/);
    const [own] = (await life.database.query(
      "insert into calendars (user_id, name) values ($1, 'Empty') returning id",
      [anna.userId],
    )) as { id: string }[];
    const { body: text } = await reading(
      await feedOf(anna, { calendarIds: [own!.id], includeTasks: true, includeTimeBlocks: true }),
    );
    expect(text.match(/^SUMMARY:.*/gm)).toEqual(["SUMMARY:Pay the rent", "SUMMARY:Write"]);
  });

  it("opens nothing without its secret, and nothing any more once it is revoked", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const feed = await feedOf(anna);
    expect((await reading({ ...feed, token: `${feed.token}x` })).status).toBe(404);
    expect((await reading({ ...feed, feedId: (await feedOf(ben)).feedId })).status).toBe(404);
    expect((await life.call(revoke, { as: ben, params: { feedId: feed.feedId } })).status).toBe(404);
    expect((await reading(feed)).status).toBe(200);
    const { body } = await life.call(list, { as: anna });
    expect(body.data[0].lastReadAt).not.toBeNull();
    expect(JSON.stringify(body)).not.toContain(feed.token);
    expect((await life.call(revoke, { as: anna, params: { feedId: feed.feedId } })).status).toBe(200);
    expect((await life.call(revoke, { as: anna, params: { feedId: feed.feedId } })).status).toBe(200);
    expect((await reading(feed)).status).toBe(404);
    expect(JSON.stringify(await life.database.query("select * from calendar_feeds"))).not.toContain(feed.token);
  });

  it("names only calendars of whoever makes it", async () => {
    const [anna, ben] = [await life.user("anna"), await life.user("ben")];
    const [foreign] = (await life.database.query(
      "insert into calendars (user_id, name) values ($1, 'Ben') returning id",
      [ben.userId],
    )) as { id: string }[];
    const { status, body } = await life.call(create, {
      as: anna,
      body: { name: "Mine", scope: { calendarIds: [foreign!.id] } },
    });
    expect([status, body.errors]).toEqual([400, [{ pointer: "#/scope/calendarIds/0", detail: "does not exist" }]]);
  });

  it("is not read more than 120 times an hour", async () => {
    const feed = await feedOf(await life.user("anna"));
    const statuses = new Set<number>();
    for (let n = 0; n < 121; n++) statuses.add((await reading(feed)).status);
    expect([...statuses]).toEqual([200, 429]);
  });
});
