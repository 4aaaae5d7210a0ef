/** Interactions, what they say of contacts and days, and those that are made of mail, events and messages. */
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CalendarSynced, EventCompleted, EventEvents } from "#core/calendar/events";
import { EmailReceived } from "#core/ingest/events";
import { CaptureEvents, CaptureReceived } from "#core/knowledge/events";
import { InteractionLogged } from "#core/people/events";
import * as Made from "#core/people/interactions-made";
import * as Events from "#functions/calendar/events";
import { create as grant } from "#functions/identity/grants";
import { update as updateMe } from "#functions/identity/me";
import * as Captures from "#functions/knowledge/captures";
import { list as balances } from "#functions/people/balances";
import {
  followCalendar,
  followCapture,
  followEvent,
  logCompleted,
  logMail,
  logMeetings,
  logMessage,
  moveDays,
} from "#functions/people/consumers";
import * as Contacts from "#functions/people/contacts";
import { create, list, remove, restore, update } from "#functions/people/interactions";
import { emit } from "#kit/change";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { made } from "#testing/known";
import { nightFalls } from "#testing/nights";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

async function contactOf(as: Person, body: object = { name: "Grace" }) {
  const { status, body: contact } = await life.call(Contacts.create, { as, body });
  expect(status, JSON.stringify(contact)).toBe(201);
  return contact.id as string;
}
async function logged(as: Person, contactId: string, body: object) {
  const answer = await life.call(create, { as, params: { contactId }, body: { channel: "call", ...body } });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}
const lastOf = async (as: Person, contactId: string) =>
  (await life.call(Contacts.get, { as, params: { contactId } })).body.lastInteractionAt;
const daysOf = async (as: Person) =>
  Object.fromEntries(
    (
      await life.database.query<{ date: string; value: number }>(
        "select m.date::text, m.value::int as value from health_metrics m join health_metric_days d on d.user_id = m.user_id and d.metric_type = m.metric_type and d.date = m.date and d.sum = m.value where m.user_id = $1 and m.source = 'people' and m.metric_type = 'unique_contacts_interacted' order by 1",
        [as.userId],
      )
    ).map(({ date, value }) => [date, value]),
  );
const listed = async (as: Person, contactId: string) =>
  (await life.call(list, { as, params: { contactId } })).body.data;

describe("interactions", () => {
  it("say when a contact was last in touch, in whatever order they come, change and go", async () => {
    life.setNow("2026-03-02T12:00:00Z");
    const anna = await life.user("anna");
    const contactId = await contactOf(anna);
    const params = { contactId };
    const late = await logged(anna, contactId, { occurredAt: "2026-03-01T10:00:00Z" });
    await logged(anna, contactId, { occurredAt: "2026-02-01T10:00:00Z" });
    expect(await lastOf(anna, contactId)).toBe("2026-03-01T10:00:00.000Z");
    const now = await logged(anna, contactId, {});
    expect([now.occurredAt, await lastOf(anna, contactId)]).toEqual([
      "2026-03-02T12:00:00.000Z",
      "2026-03-02T12:00:00.000Z",
    ]);
    const of = { ...params, interactionId: now.id };
    await life.call(update, { as: anna, params: of, body: { occurredAt: "2026-01-01T10:00:00Z" } });
    expect(await lastOf(anna, contactId)).toBe("2026-03-01T10:00:00.000Z");
    await life.call(remove, { as: anna, params: { ...params, interactionId: late.id } });
    expect(await lastOf(anna, contactId)).toBe("2026-02-01T10:00:00.000Z");
    await life.call(restore, { as: anna, params: { ...params, interactionId: late.id } });
    expect(await lastOf(anna, contactId)).toBe("2026-03-01T10:00:00.000Z");
    expect((await listed(anna, contactId)).map((one: { occurredAt: string }) => one.occurredAt)).toEqual([
      "2026-03-01T10:00:00.000Z",
      "2026-02-01T10:00:00.000Z",
      "2026-01-01T10:00:00.000Z",
    ]);
    expect(life.events(InteractionLogged).at(-1)!.data.payload).toEqual({
      contactId,
      channel: "call",
      occurredAt: "2026-03-02T12:00:00.000Z",
    });
  });

  it("are as a count of all of them says, whatever is done with them", async () => {
    const dora = await life.user("dora", { timezone: "Pacific/Auckland" });
    life.setNow("2026-06-10T12:00:00Z");
    const people = [await contactOf(dora), await contactOf(dora), await contactOf(dora)];
    const alive = new Map<string, { contactId: string; at: number; isDeleted: boolean }>();
    const gone = new Set<string>();
    const op = fc.record({
      what: fc.constantFrom("log", "log", "move", "remove", "restore", "contact"),
      whose: fc.nat(2),
      at: fc.integer({ min: 0, max: 24 * 9 }),
      which: fc.nat(),
    });
    const at = (hours: number) => Date.parse("2026-06-01T00:00:00Z") + hours * 3_600_000;
    await fc.assert(
      fc.asyncProperty(fc.array(op, { minLength: 1, maxLength: 8 }), async (ops) => {
        for (const { what, whose, at: hours, which } of ops) {
          const contactId = people[whose]!;
          const occurredAt = new Date(at(hours)).toISOString();
          const [id, one] = [...alive][which % Math.max(alive.size, 1)] ?? [];
          if (what === "contact") {
            const verb = gone.has(contactId) ? Contacts.restore : Contacts.remove;
            await life.call(verb, { as: dora, params: { contactId } });
            if (!gone.delete(contactId)) gone.add(contactId);
          } else if (what === "log" || !one) {
            if (gone.has(contactId)) continue;
            const row = await logged(dora, contactId, { occurredAt });
            alive.set(row.id, { contactId, at: at(hours), isDeleted: false });
          } else if (!gone.has(one.contactId)) {
            const params = { contactId: one.contactId, interactionId: id! };
            if (what === "move" && !one.isDeleted) {
              await life.call(update, { as: dora, params, body: { occurredAt } });
              one.at = at(hours);
            } else if (what !== "move") {
              await life.call(what === "remove" ? remove : restore, { as: dora, params });
              one.isDeleted = what === "remove";
            }
          }
        }
        const live = [...alive.values()].filter((one) => !one.isDeleted);
        for (const contactId of people) {
          if (gone.has(contactId)) continue;
          const last = Math.max(...live.filter((one) => one.contactId === contactId).map((one) => one.at));
          const said = await lastOf(dora, contactId);
          expect(said).toBe(Number.isFinite(last) ? new Date(last).toISOString() : null);
        }
        const shown = live.filter(({ contactId }) => !gone.has(contactId));
        const dayOf = (when: number) =>
          new Intl.DateTimeFormat("en-CA", { timeZone: "Pacific/Auckland" }).format(new Date(when));
        const days = Map.groupBy(shown, (one) => dayOf(one.at));
        const counted = [...days].map(([day, ones]) => [day, new Set(ones.map((one) => one.contactId)).size]);
        expect(await daysOf(dora)).toEqual(Object.fromEntries(counted));
      }),
      { numRuns: 12, seed: 19 },
    );
  });

  it("are counted by the days of the zone that their person has now", async () => {
    const ida = await life.user("ida", { timezone: "UTC" });
    life.setNow("2026-03-10T12:00:00Z");
    const [one, two] = [await contactOf(ida), await contactOf(ida)];
    await logged(ida, one, { occurredAt: "2026-03-01T23:30:00Z" });
    await logged(ida, two, { occurredAt: "2026-03-02T08:00:00Z" });
    expect(await daysOf(ida)).toEqual({ "2026-03-01": 1, "2026-03-02": 1 });
    const before = life.published.length;
    await life.call(updateMe, { as: ida, body: { timezone: "Europe/Berlin" } });
    await life.deliver(
      moveDays,
      life.published.slice(before).filter(({ type }) => type === "identity.user.updated"),
    );
    expect(await daysOf(ida)).toEqual({ "2026-03-02": 2 });
  });

  it("with amounts say who owes whom in each currency", async () => {
    const eva = await life.user("eva");
    const contactId = await contactOf(eva);
    const exchanged = (exchange: string, direction: string, amountCents: number, currency = "EUR") =>
      logged(eva, contactId, { channel: "other", exchange, direction, amountCents, currency });
    await exchanged("loan", "outbound", 10_000);
    await exchanged("repayment", "inbound", 4_000);
    await exchanged("loan", "inbound", 700, "USD");
    const paid = await exchanged("repayment", "outbound", 200, "USD");
    await exchanged("gift", "outbound", 2_500);
    await exchanged("gift", "inbound", 1_000);
    const read = async () => (await life.call(balances, { as: eva, params: { contactId } })).body.data;
    expect(await read()).toEqual([
      { currency: "EUR", balanceCents: 6_000, givenCents: 2_500, receivedCents: 1_000 },
      { currency: "USD", balanceCents: -500, givenCents: 0, receivedCents: 0 },
    ]);
    await life.call(remove, { as: eva, params: { contactId, interactionId: paid.id } });
    expect((await read())[1].balanceCents).toBe(-700);
  });

  it.each([
    [{ occurredAt: "2026-03-03T12:00:01Z" }, "#/occurredAt"],
    [{ amountCents: 5, exchange: "loan", direction: "inbound" }, "#/currency"],
    [{ amountCents: 5, currency: "EUR" }, "#/exchange"],
    [{ amountCents: 5, currency: "EUR", exchange: "gift" }, "#/direction"],
    [{ exchange: "loan", direction: "outbound" }, "#/amountCents"],
    [{ amountCents: 0, currency: "EUR", exchange: "gift", direction: "inbound" }, "#/amountCents"],
    [{ channel: "telepathy" }, "#/channel"],
  ])("refuse %j", async (body, pointer) => {
    life.setNow("2026-03-02T12:00:00Z");
    const fay = await life.user("fay");
    const contactId = await contactOf(fay);
    const refused = await life.call(create, { as: fay, params: { contactId }, body: { channel: "call", ...body } });
    expect([refused.status, refused.body.errors?.[0].pointer]).toEqual([400, pointer]);
  });

  it("of a contact that was granted are its owner's alone", async () => {
    const [gil, hal] = [await life.user("gil"), await life.user("hal")];
    const contactId = await contactOf(gil);
    await logged(gil, contactId, { summary: "Secret" });
    const granted = { entityType: "contact", entityId: contactId, granteeId: hal.userId, role: "collaborator" };
    await life.call(grant, { as: gil, body: granted });
    expect(await listed(hal, contactId)).toEqual([]);
    const refused = await life.call(create, { as: hal, params: { contactId }, body: { channel: "call" } });
    expect(refused.status).toBe(403);
  });
});

const mail = (as: Person, sender: string, headers: object = {}) =>
  made(
    life,
    "insert into inbound_emails (user_id, message_id, sender, recipient, subject, headers) values ($1, gen_random_uuid()::text, $2, 'in@example.net', 'Boat', $3) returning id",
    [as.userId, sender, JSON.stringify(headers)],
  );
async function arrives(as: Person, emailId: string) {
  const ctx = life.as(as);
  await ctx.db.batch([
    emit(ctx, EmailReceived, { entityId: emailId, owner: as.userId, payload: { rawObjectKey: "k" } }),
  ]);
  const event = life.events(EmailReceived).at(-1)!;
  expect(await life.deliver(logMail, [event])).toEqual([]);
}

describe("interactions that nobody logs", () => {
  const grace = { name: "Grace", emails: [{ value: "Grace@Example.com" }], matrixId: "@grace:example.org" };

  it("are made of a mail of a contact, once, and of one's own to a contact", async () => {
    life.setNow("2026-03-02T12:00:00Z");
    const jan = await life.user("jan");
    const contactId = await contactOf(jan, grace);
    const date = "Sun, 01 Mar 2026 10:00:00 +0100";
    const id = await mail(jan, "Grace H <grace@example.com>", { date });
    await arrives(jan, id);
    await arrives(jan, id);
    await arrives(jan, await mail(jan, "stranger@example.com"));
    await arrives(jan, await mail(jan, "grace@example.com", { "list-id": "<boats.example.com>" }));
    const [{ email }] = (await life.database.query("select email from users where id = $1", [jan.userId])) as [
      { email: string },
    ];
    await arrives(jan, await mail(jan, `Jan <${email}>`, { to: "grace@example.com, in@example.net" }));
    const rows = await listed(jan, contactId);
    expect(rows).toMatchObject([
      { channel: "mail", direction: "outbound" },
      {
        channel: "mail",
        direction: "inbound",
        summary: "Boat",
        occurredAt: "2026-03-01T09:00:00.000Z",
        sourceType: "inbound_email",
        sourceId: id,
      },
    ]);
    // What its person has deleted does not come again.
    await life.call(remove, { as: jan, params: { contactId, interactionId: rows[1].id } });
    await arrives(jan, id);
    expect(await listed(jan, contactId)).toHaveLength(1);
  });

  const meeting = (attendees: object[], more: object = {}) => ({
    title: "Lunch",
    startAt: "2026-03-02T11:00:00Z",
    endAt: "2026-03-02T12:00:00Z",
    attendees,
    ...more,
  });
  const other = { email: "grace@example.com", response: "accepted" };
  async function event(as: Person, body: object) {
    const { status, body: row } = await life.call(Events.create, { as, body });
    expect(status, JSON.stringify(row)).toBe(201);
    return row;
  }

  it("are made of events that are over, where one was there oneself, and once of each instance of a series", async () => {
    life.setNow("2026-03-01T08:00:00Z");
    const kim = await life.user("kim", { timezone: "America/New_York" });
    const contactId = await contactOf(kim, grace);
    const self = (response: string) => ({ email: "kim@example.com", isSelf: true, response });
    await event(kim, meeting([other, self("accepted")], { recurrenceRule: "FREQ=DAILY;COUNT=2" }));
    await event(kim, meeting([other, self("declined")], { startAt: "2026-03-02T09:00:00Z" }));
    await event(kim, meeting([{ ...other, response: "declined" }], { startAt: "2026-03-02T08:00:00Z" }));
    const many = Array.from({ length: 20 }, (_, at) => ({ email: `p${at}@example.com` }));
    await event(kim, meeting([other, ...many], { startAt: "2026-03-02T07:00:00Z" }));
    const later = meeting([other], { startAt: "2026-03-20T08:00:00Z", endAt: "2026-03-20T09:00:00Z" });
    await event(kim, later);
    await nightFalls(life, "2026-03-03T06:00:00Z", logMeetings);
    expect(await listed(kim, contactId)).toMatchObject([
      { channel: "meeting", direction: null, occurredAt: "2026-03-02T11:00:00.000Z", durationMinutes: 60 },
    ]);
    await nightFalls(life, "2026-03-04T06:00:00Z", logMeetings);
    await nightFalls(life, "2026-03-05T06:00:00Z", logMeetings);
    expect((await listed(kim, contactId)).map((one: { occurredAt: string }) => one.occurredAt)).toEqual([
      "2026-03-03T11:00:00.000Z",
      "2026-03-02T11:00:00.000Z",
    ]);
  });

  it("of an event come when it is completed, go with it, and come back with it but for what was deleted", async () => {
    life.setNow("2026-03-02T12:30:00Z");
    const lea = await life.user("lea");
    const [one, two] = [await contactOf(lea, grace), await contactOf(lea, { ...grace, name: "Hopper" })];
    const row = await event(lea, meeting([other]));
    const params = { eventId: row.id };
    const before = life.published.length;
    const since = (type: string) =>
      life.published.slice(before).filter((told) => told.type === type && told.subject === lea.userId);
    expect((await life.call(Events.complete, { as: lea, params, body: {} })).status).toBe(200);
    await life.deliver(logCompleted, since(EventCompleted.type));
    await nightFalls(life, "2026-03-03T06:00:00Z", logMeetings);
    const [mine] = await listed(lea, one);
    expect([(await listed(lea, one)).length, (await listed(lea, two)).length]).toEqual([1, 1]);
    await life.call(remove, { as: lea, params: { contactId: one, interactionId: mine.id } });
    await life.call(Events.remove, { as: lea, params });
    await life.deliver(followEvent, since(EventEvents.deleted.type));
    expect([await lastOf(lea, two), (await listed(lea, two)).length]).toEqual([null, 0]);
    expect((await life.call(Events.restore, { as: lea, params })).status).toBe(200);
    await life.deliver(followEvent, since(EventEvents.restored.type));
    expect([(await listed(lea, one)).length, (await listed(lea, two)).length]).toEqual([0, 1]);

    // A calendar that is synchronised tells of all of its events at once.
    await life.database.query("update calendar_events set deleted_at = now() where id = $1", [row.id]);
    const ctx = life.as(lea);
    const counts = { eventsAdded: 0, eventsUpdated: 0, eventsDeleted: 1 };
    const payload = { provider: "google" as const, ...counts };
    await ctx.db.batch([emit(ctx, CalendarSynced, { entityId: row.id, owner: lea.userId, payload })]);
    await life.deliver(followCalendar, [life.events(CalendarSynced).at(-1)!]);
    expect(await listed(lea, two)).toEqual([]);
  });

  it("are made of messages by account, address or number", async () => {
    life.setNow("2026-03-02T12:30:00Z");
    const mia = await life.user("mia");
    const contactId = await contactOf(mia, { ...grace, phones: [{ value: "+49 30 901820" }] });
    const came = async (payload: object) => {
      const id = await made(
        life,
        "insert into data_streams (user_id, source, external_id, content_type, payload, captured_at) values ($1, 'message', gen_random_uuid()::text, 'application/json', $2, '2026-03-02T10:00:00Z') returning id",
        [mia.userId, JSON.stringify(payload)],
      );
      await Made.fromMessage(life.as(mia), id);
      await Made.fromMessage(life.as(mia), id);
      const all = await listed(mia, contactId);
      return [all.length, all[0]?.direction];
    };
    expect(await came({ sender: "@stranger:example.org" })).toEqual([0, undefined]);
    expect(await came({ sender: "@grace:example.org", body: "Hello" })).toEqual([1, "inbound"]);
    expect((await came({ from: { phone: "030 901820" } }))[0]).toBe(2);
    expect((await came({ direction: "outbound", recipients: ["grace@example.com"] }))[0]).toBe(3);
    expect((await came({ sender: { deep: [[["x"]]] } }))[0]).toBe(3);
    const [self] = await life.database.query<{ email: string }>("select email from users where id = $1", [mia.userId]);
    expect((await came({ from: self!.email, to: ["grace@example.com"], at: "2026-03-02T11:00:00Z" }))[0]).toBe(4);
    expect((await listed(mia, contactId))[0]).toMatchObject({
      direction: "outbound",
      occurredAt: "2026-03-02T11:00:00.000Z",
    });
    // One of years ago that is captured today is no contact of today.
    expect((await came({ from: "grace@example.com", at: "2019-05-01T08:00:00Z" }))[0]).toBe(5);
    const { body } = await life.call(Contacts.get, { as: mia, params: { contactId } });
    expect(body.lastInteractionAt).toBe("2026-03-02T11:00:00.000Z");
  });

  it("go with the message that was captured, and come back with it, but for those that their person deleted", async () => {
    life.setNow("2026-03-02T12:30:00Z");
    const noa = await life.user("noa");
    const contactId = await contactOf(noa, grace);
    const captured = async (text: string) => {
      const payload = { network: "matrix", from: "@grace:example.org", at: "2026-03-02T11:00:00Z", text };
      const { status, body } = await life.call(Captures.create, { as: noa, body: { source: "message", payload } });
      expect(status, JSON.stringify(body)).toBe(201);
      return body.id as string;
    };
    const [one, other] = [await captured("Hello"), await captured("Bye")];
    await life.deliver(
      logMessage,
      life.events(CaptureReceived).filter(({ subject }) => subject === noa.userId),
    );
    expect(await listed(noa, contactId)).toHaveLength(2);
    const on = (captureId: string) => ({ as: noa, params: { captureId } });
    const row = (await listed(noa, contactId)).find(({ sourceId }: { sourceId: string }) => sourceId === other)!;
    expect((await life.call(remove, { as: noa, params: { contactId, interactionId: row.id } })).status).toBe(204);
    for (const id of [one, other]) expect((await life.call(Captures.remove, on(id))).status).toBe(204);
    const about = (type: typeof CaptureEvents.deleted | typeof CaptureEvents.restored) =>
      life.events(type).filter(({ subject }) => subject === noa.userId);
    await life.deliver(followCapture, about(CaptureEvents.deleted));
    expect(await listed(noa, contactId)).toEqual([]);
    for (const id of [one, other]) await life.call(Captures.restore, on(id));
    await life.deliver(followCapture, about(CaptureEvents.restored));
    await life.deliver(followCapture, about(CaptureEvents.restored));
    expect((await listed(noa, contactId)).map(({ sourceId }: { sourceId: string }) => sourceId)).toEqual([one]);
  });
});
