/**
 * What the days of a person are measured by, for the search for what goes together. Each pillar declares its own in `daily-measures.ts`, and
 * nobody else reads its tables for it.
 */
import type { SQL } from "drizzle-orm";

export interface DailyMeasure {
  /**
   * SELECT of `date` and `value`, a row for each day that has one, of the speaker and from `s`: {zone, first, last, begins, ends}, the days that are asked
   * for in the zone of the speaker, and the instants of their beginning and end.
   */
  days: SQL;
  /** Whether a day without a row is one of nothing, from the first to the last day that has one. Otherwise it is not known. */
  isZeroWithout: boolean;
}

export type DailyMeasures = Readonly<Record<string, DailyMeasure>>;
