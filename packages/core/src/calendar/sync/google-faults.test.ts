/**
 * Both sides of a calendar are changed at random while requests and answers are lost, delayed and refused, tokens end, and notifications
 * come several times or not at all. When it is quiet again, both sides are equal, and nothing that only one side changed is lost.
 * `npm test` has 100 rounds, `npm run prove -- google` a thousand.
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { googleCalendars } from "#core/calendar/sync/google";
import { type Fault, GoogleStandIn } from "#core/calendar/sync/google.fixture";
import { comparable, here, type Synced, syncedPerson } from "#core/calendar/sync/sync.fixture";
import { serverDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";
import { isWhole, SEED } from "#testing/sampled";

const ROUNDS = isWhole("google") ? 1_000 : 100;
const CALENDAR = "ada@example.com";

let life: Harness;
let google: GoogleStandIn;
let mine: Synced;
beforeAll(async () => {
  google = new GoogleStandIn(CALENDAR);
  await google.listen();
  life = await harness(await serverDb(), {
    network: { reroute: (url) => google.reroute(url), wait: async () => {} },
  });
  mine = await syncedPerson(life, "google_calendar");
});
afterAll(async () => {
  await google.close();
  await life.close();
});

/** Mulberry32: the same numbers for the same seed. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

it(`ends equal after ${ROUNDS} rounds of faults`, { timeout: 1_800_000 }, async () => {
  console.info(`  google: ${ROUNDS} rounds, SWEEP_SEED=${SEED}`);
  const next = random(SEED);
  const below = (n: number) => Math.floor(next() * n);
  const pick = <T>(all: readonly T[]): T | undefined => all[below(all.length)];
  const faults: readonly Fault[] = ["before", "after", 403, 429, 500, 503];
  // Most pages are whole, so that a list of everything does not take a request for each event.
  google.pageSize = () => (next() < 0.2 ? below(4) : 250);
  google.fault = () => (next() < 0.15 ? pick(faults) : undefined);

  const start = () => Date.parse("2026-03-02T08:00:00Z") + below(60 * 24) * 3_600_000;
  const iso = (ms: number) => new Date(ms).toISOString();
  const moments = () => {
    const at = start();
    return {
      start: { dateTime: iso(at), timeZone: "Europe/Berlin" },
      end: { dateTime: iso(at + 3_600_000), timeZone: "Europe/Berlin" },
    };
  };
  let made = 0;

  const there = [
    () => google.put(CALENDAR, { id: `theirs${made++}`, summary: `Theirs ${made}`, ...moments() }),
    () =>
      google.put(CALENDAR, {
        id: `series${made++}`,
        summary: `Series ${made}`,
        ...moments(),
        recurrence: ["RRULE:FREQ=DAILY;COUNT=9"],
      }),
    () => {
      const day = iso(start()).slice(0, 10);
      const after = iso(Date.parse(day) + 86_400_000).slice(0, 10);
      google.put(CALENDAR, { id: `day${made++}`, summary: `Day ${made}`, start: { date: day }, end: { date: after } });
    },
    () => {
      const event = pick(google.live(CALENDAR));
      if (event)
        google.put(CALENDAR, { id: event.id, [pick(["summary", "location", "description"])!]: `there ${made++}` });
    },
    () => {
      const event = pick(
        google
          .live(CALENDAR)
          .filter(({ recurrence, start: at }) => !recurrence && (at as { dateTime?: string }).dateTime),
      );
      if (event) google.put(CALENDAR, { id: event.id, ...moments() });
    },
    () => {
      const event = pick(google.live(CALENDAR));
      if (event) google.cancel(CALENDAR, event.id);
    },
    () => {
      const series = pick(google.live(CALENDAR).filter(({ recurrence }) => recurrence));
      if (!series) return;
      const at = Date.parse((series.start as { dateTime: string }).dateTime) + below(8) * 86_400_000;
      const id = `${series.id}_${iso(at).replace(/[-:]|\.\d+/g, "")}`;
      const isOff = next() < 0.5;
      google.put(CALENDAR, {
        id,
        recurringEventId: series.id,
        originalStartTime: { dateTime: iso(at), timeZone: "Europe/Berlin" },
        summary: `Instance ${made++}`,
        ...moments(),
        ...(isOff && { status: "cancelled" }),
      });
    },
    () => {
      if (next() < 0.2) google.endTokens();
    },
  ];
  const ours = [
    () => {
      const at = start();
      return mine.add({
        title: `Ours ${made++}`,
        startAt: iso(at),
        endAt: iso(at + 1_800_000),
        timezone: "Europe/Berlin",
      });
    },
    async () => {
      const row = pick((await mine.live()).filter(({ status }) => status !== "cancelled"));
      if (row) await mine.change(row.id, { [pick(["title", "location", "description"])!]: `here ${made++}` });
    },
    async () => {
      const row = pick(
        (await mine.live()).filter(
          ({ recurrenceRule, isAllDay, status }) => !recurrenceRule && !isAllDay && status !== "cancelled",
        ),
      );
      const at = start();
      if (row) await mine.change(row.id, { startAt: iso(at), endAt: iso(at + 1_800_000) });
    },
    async () => {
      const row = pick((await mine.live()).filter(({ recurrenceParentId }) => recurrenceParentId === null));
      if (row) await mine.remove(row.id);
    },
  ];

  for (let round = 0; round < ROUNDS; round++) {
    await pick<() => unknown>(there)!();
    await pick(ours)!();
    // A change of either side may come while the other one is in the middle of a request.
    if (next() < 0.3) google.meanwhile = () => void pick<() => unknown>(there)!();
    // A notification is lost, comes once, or comes several times; a synchronisation that fails too often is given up until the next.
    for (let n = below(3); n > 0; n--) await mine.sync(3).catch(() => {});
  }

  google.fault = () => undefined;
  google.meanwhile = undefined;
  for (let n = 0; n < 3; n++) await mine.sync();
  const service = googleCalendars(mine.ctx(), mine.connectionId, "Europe/Berlin");
  const read = await Promise.all(google.live(CALENDAR).map(({ id }) => service.get(CALENDAR, id)));
  const theirs = read.flatMap((one) => (one?.fields ? [{ externalId: one.externalId, fields: one.fields }] : []));
  expect(here(await mine.live())).toEqual(comparable(theirs));
  expect(theirs.length).toBeGreaterThan(ROUNDS / 10);
  expect(await mine.sync()).toEqual({ added: 0, updated: 0, deleted: 0 });
  const waiting = await life.database.query(
    "select id from calendar_events where calendar_id = $1 and version > coalesce(synced_version, 0) and (deleted_at is null or external_id is not null)",
    [mine.calendarId],
  );
  expect(waiting).toEqual([]);
});
