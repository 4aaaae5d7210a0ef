/** `npm test` has 100 rounds, and `npm run prove -- google` a thousand. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { endsEqual } from "#core/calendar/sync/faults.fixture";
import { googleCalendars } from "#core/calendar/sync/google";
import { GoogleStandIn } from "#core/calendar/sync/google.fixture";
import { type Synced, syncedPerson } from "#core/calendar/sync/sync.fixture";
import { serverDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { isWhole } from "#testing/sampled";

const ROUNDS = isWhole("google") ? 1_000 : 100;
const CALENDAR = "ada@example.com";

let life: Harness;
let google: GoogleStandIn;
let mine: Synced;
beforeAll(async () => {
  google = new GoogleStandIn(CALENDAR);
  await google.listen();
  life = await harness(await serverDb(), { network: { reroute: (url) => google.reroute(url), wait: async () => {} } });
  mine = await syncedPerson(life, "google_calendar");
});
afterAll(async () => {
  await google.close();
  await life.close();
});

const iso = (ms: number) => new Date(ms).toISOString();
const moments = (at: number) => ({
  start: { dateTime: iso(at), timeZone: "Europe/Berlin" },
  end: { dateTime: iso(at + 3_600_000), timeZone: "Europe/Berlin" },
});
let made = 0;

it(`ends equal after ${ROUNDS} rounds of faults`, { timeout: 1_800_000 }, async () => {
  const startOf = (id: string) => google.calendars.get(CALENDAR)!.get(id)!.start as { dateTime?: string };
  await endsEqual(
    life,
    mine,
    {
      standIn: google,
      add(kind, summary, at) {
        const day = (ms: number) => ({ date: iso(ms).slice(0, 10) });
        google.put(CALENDAR, {
          id: `${kind}${made++}`,
          summary,
          ...(kind === "day" ? { start: day(at), end: day(at + 86_400_000) } : moments(at)),
          ...(kind === "series" && { recurrence: ["RRULE:FREQ=DAILY;COUNT=9"] }),
        });
      },
      live: (kind) =>
        google
          .live(CALENDAR)
          .filter(({ id, recurrence }) =>
            kind === "series" ? recurrence : kind === "event" ? !recurrence && startOf(id).dateTime : true,
          )
          .map(({ id }) => id),
      rename: (id, field, text) => google.put(CALENDAR, { id, [field === "title" ? "summary" : field]: text }),
      move: (id, at) => google.put(CALENDAR, { id, ...moments(at) }),
      remove: (id) => google.cancel(CALENDAR, id),
      instance(seriesId, days, summary, at, isRemoved) {
        const original = Date.parse(startOf(seriesId).dateTime!) + days * 86_400_000;
        google.put(CALENDAR, {
          id: `${seriesId}_${iso(original).replace(/[-:]|\.\d+/g, "")}`,
          recurringEventId: seriesId,
          originalStartTime: { dateTime: iso(original), timeZone: "Europe/Berlin" },
          summary,
          ...moments(at),
          ...(isRemoved && { status: "cancelled" }),
        });
      },
      async read() {
        const service = googleCalendars(mine.ctx(), mine.connectionId, "Europe/Berlin");
        const all = await Promise.all(google.live(CALENDAR).map(({ id }) => service.get(CALENDAR, id)));
        return all.flatMap((one) => (one?.fields ? [{ externalId: one.externalId, fields: one.fields }] : []));
      },
    },
    ROUNDS,
  );
  expect(google.requests.length).toBeGreaterThan(ROUNDS);
});
