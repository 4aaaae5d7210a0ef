/**
 * When doses are due: times of day by the clocks of a person's zone. A time that the clocks skip is due as much later as they jump, and one that
 * occurs twice the first time. Days are numbers, counted from 1 January 1970; instants are milliseconds.
 */
import type { DoseSchedule } from "#core/health/medical.sql";
import { DAY_MS, MINUTE_MS } from "#core/rhythm/cron";
import { minutesOf } from "#core/rhythm/local-days";
import { dayText } from "#core/rhythm/recurrence-days";
import { calendarInstantOf, wallAt } from "#core/rhythm/zone-clock";

/** What is asked for from an instant on. */
export interface Version {
  effectiveAt: number;
  /** The first day of it, from which every so many days are counted. */
  startsOn: number;
  schedule: DoseSchedule;
}

export interface Regimen {
  /** The last day of it. */
  endsOn: number | null;
  /** A dose can be taken for so long after its time. */
  windowMs: number;
  /** In the order in which they took effect. */
  versions: readonly Version[];
}

export interface Slot {
  /** `YYYY-MM-DD`. */
  day: string;
  /** `HH:MM`. */
  time: string;
  at: number;
}

export const isAsNeeded = (schedule: DoseSchedule): schedule is { asNeeded: true } => "asNeeded" in schedule;

/** The day that clocks show in a zone at an instant. */
export const dayOf = (zone: string, instant: number): number => Math.floor(wallAt(zone, instant) / DAY_MS);

/** The times of a day at which a version asks for a dose, each once, in order. */
export function timesOn({ startsOn, schedule }: Pick<Version, "startsOn" | "schedule">, day: number): string[] {
  if (isAsNeeded(schedule) || day < startsOn) return [];
  // 1 January 1970 was a Thursday.
  if ("daysOfWeek" in schedule && !schedule.daysOfWeek.includes(((((day + 3) % 7) + 7) % 7) + 1)) return [];
  if ("intervalDays" in schedule && (day - startsOn) % schedule.intervalDays !== 0) return [];
  return [...new Set(schedule.times)].sort();
}

/**
 * The doses of the days from `from` to `to`, in order. Those of a version are due from when it took effect; of the first one also those whose
 * time had passed by less than the window, since whoever enters a medication after breakfast has still to take that dose.
 */
export function* slotsOf(
  { endsOn, windowMs, versions }: Regimen,
  zone: string,
  from: number,
  to: number,
): Generator<Slot> {
  const last = endsOn === null ? to : Math.min(to, endsOn);
  for (let day = from; day <= last; day++) {
    const slots: Slot[] = [];
    versions.forEach((version, n) => {
      const times = timesOn(version, day);
      if (times.length === 0) return;
      const begins = n === 0 ? version.effectiveAt - windowMs : version.effectiveAt;
      const ends = versions[n + 1]?.effectiveAt ?? Number.POSITIVE_INFINITY;
      // Days of other years are not looked up in the zone at all.
      const noon = day * DAY_MS + DAY_MS / 2;
      if (noon + 2 * DAY_MS < begins || noon - 2 * DAY_MS > ends) return;
      for (const time of times) {
        const at = calendarInstantOf(zone, day * DAY_MS + minutesOf(time) * MINUTE_MS);
        if (at >= begins && at < ends) slots.push({ day: dayText(day), time, at });
      }
    });
    yield* slots.sort((a, b) => a.at - b.at || (a.time < b.time ? -1 : 1));
  }
}

export const doseStates = ["upcoming", "due", "missed", "taken", "skipped"] as const;
export type DoseState = (typeof doseStates)[number];

/** How a dose stands at an instant, of which something was said or not. */
export function stateOf(slot: Slot, said: "taken" | "skipped" | undefined, windowMs: number, now: number): DoseState {
  if (said) return said;
  if (slot.at > now) return "upcoming";
  return slot.at + windowMs >= now ? "due" : "missed";
}

export interface Tally {
  /** The doses whose time is over, and those that were taken before. */
  due: number;
  taken: number;
  skipped: number;
  missed: number;
}

export const NONE: Tally = { due: 0, taken: 0, skipped: 0, missed: 0 };

/** Adds a dose. One that may still be taken is not counted yet. */
export function counted(tally: Tally, state: DoseState): Tally {
  if (state === "upcoming" || state === "due") return tally;
  return { ...tally, due: tally.due + 1, [state]: tally[state] + 1 };
}

/** The share of the doses that were taken, from 0 to 1; null without any. */
export const rateOf = ({ due, taken }: Tally): number | null => (due === 0 ? null : taken / due);

/** A medication of which the stock lasts for longer than this does not run out. */
export const HORIZON_DAYS = 730;

/**
 * The day of the first dose for which there is not enough; null when what is left is enough for all that are asked for, or for two years.
 * `isOpen` says whether a dose is still to be taken.
 */
export function runsOutOn(
  regimen: Regimen,
  zone: string,
  now: number,
  doses: number,
  isOpen: (slot: Slot) => boolean,
): string | null {
  const today = dayOf(zone, now);
  let left = doses;
  // What was due yesterday at night may still be taken.
  for (const slot of slotsOf(regimen, zone, today - 1, today + HORIZON_DAYS)) {
    if (slot.at + regimen.windowMs < now || !isOpen(slot)) continue;
    if (left < 1) return slot.day;
    left -= 1;
  }
  return null;
}

/** How many whole doses a stock has. Decimals such as 0.3 and 0.1 are not exact, and are three doses all the same. */
export const dosesIn = (stockUnits: number, unitsPerDose: number): number =>
  Math.floor(stockUnits / unitsPerDose + 1e-9);
