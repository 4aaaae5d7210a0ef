/** What was deleted, written to the provider, and restored here afterwards is there again. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { CalendarSyncRequested, EventEvents, EventOverruled } from "#core/calendar/events";
import { googleCalendars } from "#core/calendar/sync/google";
import { GoogleStandIn } from "#core/calendar/sync/google.fixture";
import { outlookCalendars } from "#core/calendar/sync/outlook";
import { OutlookStandIn } from "#core/calendar/sync/outlook.fixture";
import { comparable, here, type Synced, syncedPerson } from "#core/calendar/sync/sync.fixture";
import { get as agenda } from "#functions/calendar/agenda";
import { get, remove, restore, update } from "#functions/calendar/events";
import { syncChangedEvent, tellOfOverruled } from "#functions/calendar/sync-consumers";
import type { CloudEvent } from "#kit/event";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

const GOOGLE = "ada@example.com";
let life: Harness;
let standIn: GoogleStandIn | OutlookStandIn;
let mine: Synced;
beforeAll(async () => {
  life = await harness(await testDb(), {
    network: { reroute: (url) => standIn.reroute(url), wait: async () => {} },
  });
});
afterAll(() => life.close());

const DENTIST = {
  title: "Dentist",
  startAt: "2026-03-04T08:00:00.000Z",
  endAt: "2026-03-04T09:00:00.000Z",
  timezone: "Europe/Berlin",
};
const CHOIR = { ...DENTIST, title: "Choir", recurrenceRule: "FREQ=DAILY;COUNT=5" };
const SECOND = "2026-03-05T08:00:00.000Z";

const of = (eventId: string) => ({ as: mine.person, params: { eventId } });
async function deleted(id: string, query = {}) {
  expect((await life.call(remove, { ...of(id), query })).status).toBe(204);
  await mine.sync();
  // Another synchronisation hears of the deletion as of any other change there.
  await mine.sync();
}
const restored = async (id: string) => expect((await life.call(restore, of(id))).status).toBe(200);

describe.each(["google_calendar", "outlook_calendar"] as const)("an event of %s", (provider) => {
  beforeEach(async () => {
    standIn = provider === "google_calendar" ? new GoogleStandIn(GOOGLE) : new OutlookStandIn();
    await standIn.listen();
    mine = await syncedPerson(life, provider);
    return () => standIn.close();
  });

  async function expectEqual() {
    const theirs = standIn instanceof GoogleStandIn ? standIn.live(GOOGLE) : standIn.live();
    const open = provider === "google_calendar" ? googleCalendars : outlookCalendars;
    const service = open(mine.ctx(), mine.connectionId, "Europe/Berlin");
    const calendar = provider === "google_calendar" ? GOOGLE : "main";
    const read = await Promise.all(theirs.map(({ id }) => service.get(calendar, id)));
    const there = read.flatMap((one) => (one?.fields ? [{ externalId: one.externalId, fields: one.fields }] : []));
    expect(here(await mine.live())).toEqual(comparable(there));
    return there.map(({ fields }) => fields.title).sort();
  }

  it("is there again once it is restored, stays when everything is listed anew, and can be deleted again", async () => {
    const { id } = await mine.add(DENTIST);
    await mine.sync();
    for (let round = 0; round < 2; round++) {
      await deleted(id);
      expect(await expectEqual()).toEqual([]);
      await restored(id);
      await mine.sync();
      expect(await expectEqual()).toEqual(["Dentist"]);
      standIn.endTokens();
      expect(await mine.sync()).toMatchObject({ added: 0, deleted: 0 });
      expect(await expectEqual()).toEqual(["Dentist"]);
    }
    await deleted(id);
    expect(await expectEqual()).toEqual([]);
  });

  it("is there again once, although the answers to the first tries are lost", async () => {
    const { id } = await mine.add(DENTIST);
    await mine.sync();
    await deleted(id);
    await restored(id);
    const lost = [undefined, "after", "after"] as const;
    let n = 0;
    standIn.fault = () => lost[n++];
    await mine.sync(3);
    await mine.sync();
    expect(await expectEqual()).toEqual(["Dentist"]);
  });

  it("that was removed there and is restored here is there again, too", async () => {
    const { id } = await mine.add(DENTIST);
    await mine.sync();
    const [row] = await mine.live();
    if (standIn instanceof GoogleStandIn) standIn.cancel(GOOGLE, row!.externalId!);
    else standIn.remove(row!.externalId!);
    await mine.sync();
    await restored(id);
    await mine.sync();
    expect(await expectEqual()).toEqual(["Dentist"]);
  });

  it("comes back with its changed instances when it is a series", async () => {
    const { id } = await mine.add(CHOIR);
    const changed = { ...of(id), query: { scope: "this", occurrence: SECOND }, body: { title: "Choir, outside" } };
    expect((await life.call(update, changed)).status).toBe(200);
    await mine.sync();
    await mine.sync();
    expect(await expectEqual()).toEqual(["Choir", "Choir, outside"]);
    await deleted(id);
    expect(await expectEqual()).toEqual([]);
    await restored(id);
    await mine.sync();
    await mine.sync();
    expect(await expectEqual()).toEqual(["Choir", "Choir, outside"]);
    standIn.endTokens();
    expect(await mine.sync()).toMatchObject({ added: 0, deleted: 0 });
    expect(await expectEqual()).toEqual(["Choir", "Choir, outside"]);
  });

  it("asks for a synchronisation when it is restored", async () => {
    const { id } = await mine.add(DENTIST);
    await mine.sync();
    await deleted(id);
    await restored(id);
    const event = life.published.findLast(
      ({ type, data }) => type === "calendar.event.restored" && data.entityId === id,
    ) as CloudEvent;
    const asked = () => life.published.filter(({ type }) => type === CalendarSyncRequested.type).length;
    const before = asked();
    expect(syncChangedEvent.on).toContain(EventEvents.restored);
    await life.deliver(syncChangedEvent, [event]);
    expect(asked()).toBe(before + 1);
  });

  it("that is an instance, changed and deleted before it was ever written, comes back when it is restored", async () => {
    const { id } = await mine.add(CHOIR);
    await mine.sync();
    const changed = { ...of(id), query: { scope: "this", occurrence: SECOND }, body: { title: "Choir, outside" } };
    const { body: instance } = await life.call(update, changed);
    await deleted(instance.id);
    expect(await expectEqual()).toEqual(["Choir"]);
    await restored(instance.id);
    await mine.sync();
    await mine.sync();
    expect(await expectEqual()).toEqual(["Choir", "Choir, outside"]);
    standIn.endTokens();
    expect(await mine.sync()).toMatchObject({ added: 0, deleted: 0 });
    expect((await life.call(get, of(instance.id))).body).toMatchObject({ title: "Choir, outside", startAt: SECOND });
  });

  if (provider === "google_calendar")
    it("that is a changed instance comes back alone, also after the deletion was heard of", async () => {
      const { id } = await mine.add(CHOIR);
      const changed = { ...of(id), query: { scope: "this", occurrence: SECOND }, body: { title: "Choir, outside" } };
      const { body: instance } = await life.call(update, changed);
      await mine.sync();
      await deleted(instance.id);
      expect(await expectEqual()).toEqual(["Choir"]);
      await restored(instance.id);
      await mine.sync();
      await mine.sync();
      expect(await expectEqual()).toEqual(["Choir", "Choir, outside"]);
    });
  else
    it("that is a changed instance comes back once as an event of its own, of which its person is told", async () => {
      const { id } = await mine.add(CHOIR);
      const changed = { ...of(id), query: { scope: "this", occurrence: SECOND }, body: { title: "Choir, outside" } };
      const { body: instance } = await life.call(update, changed);
      await mine.sync();
      for (let round = 1; round <= 2; round++) {
        await deleted(instance.id);
        expect(await expectEqual()).toEqual(["Choir"]);
        await restored(instance.id);
        const lost = [undefined, "after", "after", "after"] as const;
        let n = 0;
        standIn.fault = () => lost[n++];
        await mine.sync(4);
        await mine.sync();
        expect(await expectEqual()).toEqual(["Choir", "Choir, outside"]);
        standIn.endTokens();
        expect(await mine.sync()).toMatchObject({ added: 0, deleted: 0 });
        const { body: now } = await life.call(get, of(instance.id));
        expect(now).toMatchObject({ title: "Choir, outside", startAt: SECOND, recurrenceParentId: null });
        const { body: shown } = await life.call(agenda, { ...of(id), query: { from: "2026-03-05", to: "2026-03-06" } });
        expect(shown.events.map(({ title }: { title: string }) => title)).toEqual(["Choir, outside"]);
      }
      const told = life.published.filter(
        ({ type, data }) => type === EventOverruled.type && data.entityId === instance.id,
      );
      expect(told.map(({ data }) => data.payload?.fields)).toEqual([["recurrenceParentId"]]);
      await life.deliver(tellOfOverruled, told as CloudEvent[]);
      const said = await life.database.query("select body from notifications where user_id = $1", [mine.person.userId]);
      expect(said).toEqual([{ body: expect.stringContaining("an event of its own now") }]);
    });
});

describe("an event that Google no longer keeps", () => {
  it("is made anew, once for each time that it is restored", async () => {
    standIn = new GoogleStandIn(GOOGLE);
    await standIn.listen();
    mine = await syncedPerson(life, "google_calendar");
    const { id } = await mine.add(DENTIST);
    await mine.sync();
    for (const suffix of ["v1", "v2"]) {
      await deleted(id);
      standIn.purge(GOOGLE);
      await restored(id);
      await mine.sync();
      await mine.sync();
      expect((await mine.live()).map(({ externalId }) => externalId)).toEqual([`${id.replaceAll("-", "")}${suffix}`]);
      expect(standIn.live(GOOGLE)).toMatchObject([{ summary: "Dentist" }]);
    }
    await standIn.close();
  });
});
