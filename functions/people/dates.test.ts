/** Dates of contacts and their reminders, relations between contacts, and nudges. */
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BirthdayNear, ContactNeglected, DateNear } from "#core/people/events";
import { noteDates, noteNeglected, nudge, remindOfBirthday, remindOfDate } from "#functions/people/consumers";
import * as Contacts from "#functions/people/contacts";
import { coming, create, list, remove, restore, update } from "#functions/people/dates";
import * as Interactions from "#functions/people/interactions";
import { get as nudges } from "#functions/people/nudges";
import * as Relations from "#functions/people/relations";
import { list as notifications } from "#functions/platform/notifications";
import type { EventDeclaration } from "#kit/event";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { nightFalls } from "#testing/nights";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

async function contactOf(as: Person, body: object = {}) {
  const { status, body: contact } = await life.call(Contacts.create, { as, body: { name: "Grace", ...body } });
  expect(status, JSON.stringify(contact)).toBe(201);
  return contact.id as string;
}
async function dated(as: Person, contactId: string, body: object) {
  const answer = await life.call(create, { as, params: { contactId }, body: { label: "Wedding", ...body } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}
const told = (as: Person, event: EventDeclaration) => life.events(event).filter(({ subject }) => subject === as.userId);
const titles = async (as: Person) =>
  (await life.call(notifications, { as })).body.data.map(({ title, body }: { title: string; body: string }) => [
    title,
    body,
  ]);

describe("dates of contacts", () => {
  it("come each year or once, birthdays among them, with their age where it is known", async () => {
    life.setNow("2026-02-27T12:00:00Z");
    const anna = await life.user("anna");
    const grace = await contactOf(anna, { birthday: "1980-03-01" });
    const leap = await contactOf(anna, { name: "Leap", birthday: "--02-29" });
    await contactOf(anna, { name: "Gone quiet", birthday: "--03-01", isActive: false });
    await dated(anna, grace, { date: "2015-03-02" });
    const once = await dated(anna, leap, { label: "Move", date: "2026-03-03", repeats: "once" });
    await dated(anna, leap, { label: "Over", date: "2026-02-26", repeats: "once" });
    const read = async (days?: string) =>
      (await life.call(coming, { as: anna, query: days ? { days } : {} })).body.data.map(
        (one: { name: string; label: string; on: string; inDays: number; years: number }) => [
          one.name,
          one.label,
          one.on,
          one.inDays,
          one.years,
        ],
      );
    expect(await read()).toEqual([
      ["Leap", null, "2026-02-28", 1, null],
      ["Grace", null, "2026-03-01", 2, 46],
      ["Grace", "Wedding", "2026-03-02", 3, 11],
      ["Leap", "Move", "2026-03-03", 4, 0],
    ]);
    expect(await read("1")).toEqual([["Leap", null, "2026-02-28", 1, null]]);
    expect(await read("0")).toEqual([]);
    const params = { contactId: leap, dateId: once.id };
    await life.call(remove, { as: anna, params });
    expect((await read()).length).toBe(3);
    expect((await life.call(list, { as: anna, params })).body.data).toHaveLength(1);
    expect((await life.call(restore, { as: anna, params })).status).toBe(200);
    await life.call(Contacts.remove, { as: anna, params: { contactId: leap } });
    expect((await read()).length).toBe(2);
    await life.call(Contacts.restore, { as: anna, params: { contactId: leap } });
    expect((await read()).length).toBe(4);
  });

  it("come on the day that the calendar says, whatever the year", async () => {
    const day = fc.record({
      y: fc.integer({ min: 1890, max: 2110 }),
      m: fc.integer({ min: 1, max: 12 }),
      d: fc.integer({ min: 1, max: 31 }),
    });
    const text = (y: number, m: number, d: number) =>
      `${String(y).padStart(4, "0")}-${String(m).padStart(2, "0")}-${String(d).padStart(2, "0")}`;
    const last = (y: number, m: number) => new Date(Date.UTC(y, m, 0)).getUTCDate();
    const cases = fc.sample(fc.tuple(day, day, fc.boolean(), fc.boolean()), { numRuns: 400, seed: 7 });
    cases.push([{ y: 2000, m: 2, d: 29 }, { y: 2100, m: 2, d: 28 }, true, true]);
    const given = cases.map(([said, since, isYearly, hasYear]) => {
      const from = text(since.y, since.m, Math.min(since.d, last(since.y, since.m)));
      const date = text(said.y, said.m, Math.min(said.d, last(hasYear ? said.y : 2000, said.m)));
      const placed = (y: number) => text(y, said.m, Math.min(Number(date.slice(8)), last(y, said.m)));
      const years = isYearly ? [since.y, since.y + 1, ...(hasYear ? [said.y] : [])] : hasYear ? [said.y] : [];
      const days = years.filter((y) => !hasYear || y >= said.y).map(placed);
      return {
        said: hasYear ? date : `-${date.slice(4)}`,
        is_yearly: isYearly,
        since: from,
        comes: days.filter((one) => one >= from).sort()[0] ?? null,
      };
    });
    const rows = await life.database.query<{ comes: string | null }>(
      "select date_comes(g ->> 'said', (g ->> 'is_yearly')::boolean, (g ->> 'since')::date)::text as comes from jsonb_array_elements($1::jsonb) with ordinality as e(g, n) order by n",
      [JSON.stringify(given)],
    );
    expect(rows.map(({ comes }) => comes)).toEqual(given.map(({ comes }) => comes));
  });

  it("are reminded of once a year, when a day of their person has ended, far from UTC, too", async () => {
    life.setNow("2026-03-01T00:00:00Z");
    const far = [
      await life.user("east", { timezone: "Pacific/Kiritimati" }),
      await life.user("west", { timezone: "Pacific/Honolulu" }),
    ];
    for (const as of far) {
      const grace = await contactOf(as, { birthday: "1980-03-05", birthdayRemindDays: 0 });
      await dated(as, grace, { date: "--03-10", remindDays: 4 });
    }
    const at: Record<string, [string, string][]> = {};
    for (let hour = 0; hour < 60; hour++) {
      const now = new Date(Date.parse("2026-03-04T00:10:00Z") + hour * 3_600_000).toISOString();
      await nightFalls(life, now, noteDates);
      for (const as of far) {
        await life.deliver(remindOfBirthday, told(as, BirthdayNear));
        await life.deliver(remindOfDate, told(as, DateNear));
        const all = await titles(as);
        const seen = at[as.name] ?? [];
        for (const [title] of all.slice(0, all.length - seen.length)) seen.push([title, now]);
        at[as.name] = seen;
      }
    }
    // Kiritimati is 14 hours ahead of UTC and Honolulu 10 behind: each is told on the day that it is there.
    expect(at).toEqual({
      [far[0]!.name]: [
        ["Birthday of Grace", "2026-03-04T10:10:00.000Z"],
        ["Grace: Wedding", "2026-03-05T10:10:00.000Z"],
      ],
      [far[1]!.name]: [
        ["Birthday of Grace", "2026-03-05T10:10:00.000Z"],
        ["Grace: Wedding", "2026-03-06T10:10:00.000Z"],
      ],
    });
    expect((await titles(far[0]!)).map(([, body]: string[]) => body)).toEqual([
      "That is in 4 days.",
      "That is today. They turn 46.",
    ]);
    await nightFalls(life, "2027-03-04T12:00:00Z", noteDates);
    for (const as of far) await life.deliver(remindOfBirthday, told(as, BirthdayNear));
    expect((await titles(far[0]!)).map(([title]: string[]) => title)).toEqual([
      "Birthday of Grace",
      "Grace: Wedding",
      "Birthday of Grace",
    ]);
  });

  it("that are gone or changed when it is sent remind nobody", async () => {
    life.setNow("2026-03-01T12:00:00Z");
    const cora = await life.user("cora");
    const grace = await contactOf(cora, { birthday: "--03-05" });
    const leaving = await contactOf(cora, { name: "Leaving" });
    const params = { contactId: grace };
    const ids = [];
    for (const contactId of [grace, grace, leaving]) ids.push((await dated(cora, contactId, { date: "--03-05" })).id);
    const staying = await dated(cora, grace, { label: "Stays", date: "--03-05", remindDays: 1 });
    await nightFalls(life, "2026-03-05T00:30:00Z", noteDates);
    expect([told(cora, DateNear).length, told(cora, BirthdayNear).length]).toEqual([4, 1]);
    await life.call(remove, { as: cora, params: { ...params, dateId: ids[0]! } });
    await life.call(update, { as: cora, params: { ...params, dateId: ids[1]! }, body: { date: "--03-06" } });
    await life.call(Contacts.remove, { as: cora, params: { contactId: leaving } });
    await life.call(Contacts.update, { as: cora, params, body: { birthday: "--03-07" } });
    await life.deliver(remindOfDate, told(cora, DateNear));
    await life.deliver(remindOfBirthday, told(cora, BirthdayNear));
    expect((await titles(cora)).map(([title]: string[]) => title)).toEqual(["Grace: Stays"]);
    // A reminder changes nothing that an answer shows, so that whoever changes the date meanwhile can.
    const headers = { "if-match": `"${staying.version}"` };
    const later = { ...params, dateId: staying.id };
    expect((await life.call(update, { as: cora, params: later, headers, body: { label: "Still" } })).status).toBe(200);
  });

  it.each([
    [{ date: "--02-30" }, "#/date"],
    [{ date: "--06-20", repeats: "once" }, "#/date"],
    [{ date: "--06-20", remindDays: 366 }, "#/remindDays"],
    [{ date: "--06-20", label: " " }, "#/label"],
  ])("are refused as %j", async (body, pointer) => {
    const dan = await life.user("dan");
    const params = { contactId: await contactOf(dan) };
    const refused = await life.call(create, { as: dan, params, body: { label: "x", ...body } });
    expect([refused.status, refused.body.errors?.[0].pointer]).toEqual([400, pointer]);
  });
});

describe("relations", () => {
  const say = (as: Person, contactId: string, relatedId: string, kind: string, label?: string) =>
    life.call(Relations.create, { as, params: { contactId }, body: { relatedId, kind, ...(label && { label }) } });
  const seen = async (as: Person, contactId: string) =>
    (await life.call(Relations.list, { as, params: { contactId } })).body.data.map(
      ({ name, kind }: { name: string; kind: string }) => `${name}: ${kind}`,
    );

  it("read from both sides with the right word, and are there once, whichever side said them", async () => {
    const eva = await life.user("eva");
    const [ada, byron] = [await contactOf(eva, { name: "Ada" }), await contactOf(eva, { name: "Byron" })];
    const made = await say(eva, ada, byron, "parent");
    expect([made.status, made.body]).toMatchObject([201, { relatedId: byron, name: "Byron", kind: "parent" }]);
    expect([await seen(eva, ada), await seen(eva, byron)]).toEqual([["Byron: parent"], ["Ada: child"]]);
    for (const [one, other, kind] of [
      [ada, byron, "parent"],
      [byron, ada, "child"],
      [byron, ada, "parent"],
    ] as const)
      expect((await say(eva, one, other, kind)).body.code).toBe("already_exists");
    expect((await say(eva, byron, ada, "friend", "Pen friends")).body).toMatchObject({
      kind: "friend",
      label: "Pen friends",
    });
    expect((await say(eva, ada, byron, "friend")).status).toBe(409);
    expect(await seen(eva, ada)).toEqual(["Byron: parent", "Byron: friend"]);

    const params = { contactId: byron, relationId: made.body.id };
    expect((await life.call(Relations.remove, { as: eva, params })).status).toBe(204);
    expect([await seen(eva, ada), await seen(eva, byron)]).toEqual([["Byron: friend"], ["Ada: friend"]]);
    expect((await life.call(Relations.restore, { as: eva, params })).body).toMatchObject({
      name: "Ada",
      kind: "child",
    });
  });

  it("go with either contact and come back with it, in whatever order", async () => {
    const fay = await life.user("fay");
    const pair = [await contactOf(fay, { name: "A" }), await contactOf(fay, { name: "B" })] as const;
    await say(fay, pair[0], pair[1], "sibling");
    for (const order of [
      [0, 1],
      [1, 0],
    ] as const)
      for (const back of [
        [0, 1],
        [1, 0],
      ] as const) {
        for (const at of order) await life.call(Contacts.remove, { as: fay, params: { contactId: pair[at] } });
        for (const at of back)
          expect((await life.call(Contacts.restore, { as: fay, params: { contactId: pair[at] } })).status).toBe(200);
        expect([await seen(fay, pair[0]), await seen(fay, pair[1])]).toEqual([["B: sibling"], ["A: sibling"]]);
      }
  });

  it("are between two contacts of one's own", async () => {
    const [gil, hal] = [await life.user("gil"), await life.user("hal")];
    const [mine, theirs] = [await contactOf(gil), await contactOf(hal)];
    for (const relatedId of [mine, theirs, "01929f3e-7c5a-7b3e-9f50-2a4c6e8d1b37"]) {
      const { status, body } = await say(gil, mine, relatedId, "friend");
      expect([status, body.errors[0].pointer]).toEqual([400, "#/relatedId"]);
    }
    expect((await say(gil, theirs, mine, "friend")).status).toBe(404);
  });
});

describe("nudges", () => {
  const night = async (as: Person, at: string) => {
    await nightFalls(life, at, noteNeglected);
    await life.deliver(nudge, told(as, ContactNeglected));
    return told(as, ContactNeglected).length;
  };
  // When a row was made is the database's clock, which does not stand still.
  const madeAt = (as: Person, at: string) =>
    life.database.query("update contacts set created_at = $2, version = null where user_id = $1", [as.userId, at]);
  const call = (as: Person, contactId: string, occurredAt: string) =>
    life.call(Interactions.create, { as, params: { contactId }, body: { channel: "call", occurredAt } });

  it("come once for each silence, which an interaction ends", async () => {
    life.setNow("2026-03-01T12:00:00Z");
    const ida = await life.user("ida", { timezone: "Europe/Berlin" });
    const grace = await contactOf(ida, {
      keepInTouchDays: 10,
      phones: [{ value: "030 1" }],
      emails: [{ value: "grace@example.com" }],
    });
    await madeAt(ida, "2026-03-01T12:00:00Z");
    await contactOf(ida, { name: "Inactive", keepInTouchDays: 1, isActive: false });
    const deleted = await contactOf(ida, { name: "Deleted", keepInTouchDays: 1 });
    await life.call(Contacts.remove, { as: ida, params: { contactId: deleted } });
    const due = async (include?: string) =>
      (await life.call(nudges, { as: ida, query: include ? { include } : {} })).body;
    expect(await night(ida, "2026-03-10T12:00:00Z")).toBe(0);
    expect((await due()).neglected).toEqual([]);
    expect(await night(ida, "2026-03-11T12:00:00Z")).toBe(1);
    expect(await night(ida, "2026-03-12T12:00:00Z")).toBe(1);
    expect(await due("reach")).toMatchObject({
      total: 1,
      neglected: [
        { contactId: grace, dueOn: "2026-03-11", overdueDays: 1, phone: "030 1", email: "grace@example.com" },
      ],
    });
    expect((await due()).neglected[0]).not.toHaveProperty("phone");
    expect(await titles(ida)).toEqual([
      ["You have not been in touch with Grace for a while", "Days among your contacts: 10."],
    ]);
    await call(ida, grace, "2026-03-12T11:00:00Z");
    expect((await due()).neglected).toEqual([]);
    expect(await night(ida, "2026-03-21T12:00:00Z")).toBe(1);
    expect(await night(ida, "2026-03-22T12:00:00Z")).toBe(2);
    // Another time is another wish, and is reminded of anew.
    const params = { contactId: grace };
    await life.call(Contacts.update, { as: ida, params, body: { keepInTouchDays: 10 } });
    expect(await night(ida, "2026-03-23T12:00:00Z")).toBe(2);
    await life.call(Contacts.update, { as: ida, params, body: { keepInTouchDays: 20 } });
    expect(await night(ida, "2026-04-01T12:00:00Z")).toBe(3);
  });

  it("are not sent of a silence that is over by then", async () => {
    life.setNow("2026-03-01T12:00:00Z");
    const jan = await life.user("jan");
    const grace = await contactOf(jan, { keepInTouchDays: 1 });
    await madeAt(jan, "2026-03-01T12:00:00Z");
    await nightFalls(life, "2026-03-05T12:00:00Z", noteNeglected);
    await call(jan, grace, "2026-03-05T12:00:00Z");
    await life.deliver(nudge, told(jan, ContactNeglected));
    expect([told(jan, ContactNeglected).length, await titles(jan)]).toEqual([1, []]);
  });
});
