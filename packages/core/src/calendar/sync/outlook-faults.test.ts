/** `npm test` has 10 rounds, `npm run prove -- slow` 30, and `npm run prove -- outlook` a thousand. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { endsEqual } from "#core/calendar/sync/faults.fixture";
import { outlookCalendars } from "#core/calendar/sync/outlook";
import { OutlookStandIn } from "#core/calendar/sync/outlook.fixture";
import { type Synced, syncedPerson } from "#core/calendar/sync/sync.fixture";
import { serverDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { isWhole } from "#testing/sampled";

const ROUNDS = isWhole("outlook") ? 1_000 : isWhole("slow") ? 30 : 10;

let life: Harness;
let outlook: OutlookStandIn;
let mine: Synced;
beforeAll(async () => {
  outlook = new OutlookStandIn();
  await outlook.listen();
  life = await harness(await serverDb(), { network: { reroute: (url) => outlook.reroute(url), wait: async () => {} } });
  mine = await syncedPerson(life, "outlook_calendar");
});
afterAll(async () => {
  await outlook.close();
  await life.close();
});

const utc = (ms: number) => ({ dateTime: new Date(ms).toISOString().slice(0, 19), timeZone: "UTC" });
const moments = (at: number) => ({ start: utc(at), end: utc(at + 3_600_000), originalStartTimeZone: "UTC" });
const midnight = (at: number) => at - (at % 86_400_000);
let made = 0;

it(`ends equal after ${ROUNDS} rounds of faults`, { timeout: 1_800_000 }, async () => {
  await endsEqual(
    life,
    mine,
    {
      standIn: outlook,
      add(kind, subject, at) {
        const day = { isAllDay: true, start: utc(midnight(at)), end: utc(midnight(at) + 86_400_000) };
        const recurrence = {
          pattern: { type: "daily", interval: 1 },
          range: {
            type: "numbered",
            numberOfOccurrences: 9,
            startDate: utc(at).dateTime.slice(0, 10),
            recurrenceTimeZone: "UTC",
          },
        };
        outlook.put({
          id: `${kind}${made++}`,
          subject,
          ...(kind === "day" ? day : moments(at)),
          ...(kind === "series" && { recurrence }),
        });
      },
      live: (kind) =>
        outlook
          .live()
          .filter(({ type, isAllDay }) =>
            kind === "series"
              ? type === "seriesMaster"
              : kind === "event"
                ? type !== "seriesMaster" && !isAllDay
                : true,
          )
          .map(({ id }) => id),
      rename(id, field, text) {
        const values = {
          title: { subject: text },
          description: { body: { content: text } },
          location: { location: { displayName: text } },
        };
        outlook.put({ id, ...values[field] });
      },
      move: (id, at) => outlook.put({ id, ...moments(at) }),
      remove: (id) => outlook.remove(id),
      instance(seriesId, days, subject, at, isRemoved) {
        const original =
          Date.parse(`${(outlook.events.get(seriesId)!.start as { dateTime: string }).dateTime}Z`) + days * 86_400_000;
        const id = `${seriesId}.${new Date(original).toISOString().slice(0, 10)}`;
        if (isRemoved) return outlook.remove(id);
        if (
          outlook.events.get(id)?.removed ||
          outlook.events.get(seriesId)?.cancelledOccurrences?.includes(`OID.${id}`)
        )
          return;
        outlook.put({
          id,
          seriesMasterId: seriesId,
          originalStart: new Date(original).toISOString(),
          subject,
          ...moments(at),
        });
      },
      async read() {
        const service = outlookCalendars(mine.ctx(), mine.connectionId, "Europe/Berlin");
        const all = await Promise.all(outlook.live().map(({ id }) => service.get("main", id)));
        return all.flatMap((one) => (one?.fields ? [{ externalId: one.externalId, fields: one.fields }] : []));
      },
    },
    ROUNDS,
  );
  expect(outlook.requests.length).toBeGreaterThan(ROUNDS);
});
