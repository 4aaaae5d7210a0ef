/**
 * Both sides of a calendar are changed at random while requests and answers are lost, delayed and refused, tokens end, and notifications come
 * several times or not at all. When it is quiet again, both sides are equal.
 */
import { expect } from "vitest";
import type { EventRow, Fields } from "#core/calendar/sync/fields";
import type { Fault } from "#core/calendar/sync/google.fixture";
import { comparable, here, type Synced } from "#core/calendar/sync/sync.fixture";
import type { Harness } from "#testing/harness";
import { SEED } from "#testing/sampled";

/** What a stand-in is asked to do, in its own words. */
export interface TheirSide {
  standIn: {
    pageSize: () => number;
    fault: () => Fault;
    meanwhile: (() => void) | undefined;
    endTokens(): void;
  };
  add(kind: "event" | "series" | "day", title: string, at: number): void;
  /** Ids of what is there. */
  live(kind?: "event" | "series"): string[];
  rename(id: string, field: "title" | "description" | "location", text: string): void;
  move(id: string, at: number): void;
  remove(id: string): void;
  /** Changes the instance of a series `days` after its first, or removes it. */
  instance(seriesId: string, days: number, title: string, at: number, isRemoved: boolean): void;
  read(): Promise<{ externalId: string; fields: Fields }[]>;
}

export async function endsEqual(life: Harness, mine: Synced, their: TheirSide, rounds: number): Promise<void> {
  console.info(`  ${rounds} rounds, SWEEP_SEED=${SEED}`);
  const next = random(SEED);
  const below = (n: number) => Math.floor(next() * n);
  const pick = <T>(all: readonly T[]): T | undefined => all[below(all.length)];
  const { standIn } = their;
  // Most pages are whole, so that a list of everything does not take a request for each event.
  standIn.pageSize = () => (next() < 0.2 ? below(4) : 250);
  standIn.fault = () => (next() < 0.15 ? pick<Fault>(["before", "after", 403, 429, 500, 503]) : undefined);

  const start = () => Date.parse("2026-03-02T08:00:00Z") + below(60 * 24) * 3_600_000;
  const iso = (ms: number) => new Date(ms).toISOString();
  let made = 0;
  const on = (id: string | undefined, work: (id: string) => void) => id !== undefined && work(id);
  const there = [
    () => their.add("event", `Theirs ${made++}`, start()),
    () => their.add("series", `Series ${made++}`, start()),
    () => their.add("day", `Day ${made++}`, start()),
    () =>
      on(pick(their.live()), (id) =>
        their.rename(id, pick(["title", "description", "location"] as const)!, `there ${made++}`),
      ),
    () => on(pick(their.live("event")), (id) => their.move(id, start())),
    () => on(pick(their.live()), (id) => their.remove(id)),
    () =>
      on(pick(their.live("series")), (id) => their.instance(id, below(8), `Instance ${made++}`, start(), next() < 0.5)),
    () => next() < 0.2 && standIn.endTokens(),
  ];
  const rows = async (which: (row: Awaited<ReturnType<Synced["live"]>>[number]) => boolean) =>
    pick((await mine.live()).filter((row) => row.status !== "cancelled" && which(row)));
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
      const row = await rows(() => true);
      if (row) await mine.change(row.id, { [pick(["title", "location", "description"])!]: `here ${made++}` });
    },
    async () => {
      const row = await rows(({ recurrenceRule, isAllDay }) => !recurrenceRule && !isAllDay);
      const at = start();
      if (row) await mine.change(row.id, { startAt: iso(at), endAt: iso(at + 1_800_000) });
    },
    async () => {
      const row = await rows(({ recurrenceParentId }) => recurrenceParentId === null);
      if (row) await mine.remove(row.id);
    },
    () => {
      const at = start();
      const recurrenceRule = "FREQ=DAILY;COUNT=9";
      return mine.add({
        title: `Our series ${made++}`,
        startAt: iso(at),
        endAt: iso(at + 1_800_000),
        timezone: "UTC",
        recurrenceRule,
      });
    },
    async () => {
      const series = await rows(({ recurrenceRule, timezone }) => recurrenceRule !== null && timezone === "UTC");
      if (!series) return;
      const original = iso(Date.parse(series.startAt) + below(8) * 86_400_000);
      const isTaken = ({ recurrenceParentId, recurrenceOriginalStart }: EventRow) =>
        recurrenceParentId === series.id && recurrenceOriginalStart === original;
      if (series.recurrenceExdates.includes(original) || (await mine.live()).some(isTaken)) return;
      const at = start();
      await mine.add({
        title: `Our instance ${made++}`,
        startAt: iso(at),
        endAt: iso(at + 1_800_000),
        timezone: "UTC",
        recurrenceParentId: series.id,
        recurrenceOriginalStart: original,
      });
    },
    async () => {
      const row = pick(await mine.gone());
      if (row) await mine.restore(row.id);
    },
  ];

  for (let round = 0; round < rounds; round++) {
    pick<() => unknown>(there)!();
    await pick(ours)!();
    // A change of either side may come while the other one is in the middle of a request.
    if (next() < 0.3) standIn.meanwhile = () => void pick<() => unknown>(there)!();
    // A notification is lost, comes once, or comes several times; a synchronisation that fails too often is given up until the next.
    for (let n = below(3); n > 0; n--) await mine.sync(3).catch(() => {});
  }

  standIn.fault = () => undefined;
  standIn.meanwhile = undefined;
  for (let n = 0; n < 3; n++) await mine.sync();
  const theirs = await their.read();
  expect(here(await mine.live())).toEqual(comparable(theirs));
  expect(made).toBeGreaterThan(rounds / 4);
  expect(await mine.sync()).toEqual({ added: 0, updated: 0, deleted: 0 });
  const waiting = await life.database.query(
    "select id from calendar_events where calendar_id = $1 and version > coalesce(synced_version, 0) and (deleted_at is null or external_id is not null)",
    [mine.calendarId],
  );
  expect(waiting).toEqual([]);
}

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
