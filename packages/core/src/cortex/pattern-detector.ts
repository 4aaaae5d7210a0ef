/**
 * What may come again and again in a person's days. Each pillar declares its own in `pattern-detectors.ts`; they are looked at every night, in
 * pillars that the person permits to be looked at for what goes together.
 */
import { type SQL, sql } from "drizzle-orm";
import type { DailyMeasure } from "#core/cortex/daily-measure";
import { type Read, type Results, read } from "#kit/db";
import type { Saying } from "#kit/saying";

/** The days that are looked at, ISO 8601 and inclusive, and the instants of their beginning and end. */
export interface Span {
  first: string;
  last: string;
  begins: string;
  ends: string;
  timezone: string;
}

/** A time at which it could have been so, by its day, counted from 1 January 1970. */
export interface Occasion {
  day: number;
  isHit: boolean;
}

export interface Candidate {
  /** By which it is known again among those of its detector. */
  key: string;
  description: Saying;
  occasions: readonly Occasion[];
  /** How often it would be so at an occasion where nothing is. */
  chance: number;
  /** How many such candidates there could have been: with each more, one has to be clearer. */
  among: number;
}

interface Declared {
  /** The pillars whose rows it reads, all of which have to be permitted. */
  pillars: readonly string[];
}

export interface PatternDetector extends Declared {
  reads(span: Span): readonly Read<unknown>[];
  found(results: readonly unknown[], span: Span): Candidate[];
}

export type PatternDetectors = Readonly<Record<string, PatternDetector>>;

/* @__NO_SIDE_EFFECTS__ */
export const patternDetector = <const Q extends readonly Read<unknown>[]>(
  detector: Declared & { reads(span: Span): Q; found(results: Results<Q>, span: Span): Candidate[] },
): PatternDetector => detector;

/** `s`, from which daily measures are read. */
const spanSql = ({ first, last, begins, ends, timezone }: Span): SQL =>
  sql`select ${timezone}::text as zone, ${first}::date as first, ${last}::date as last, ${begins}::timestamptz as begins, ${ends}::timestamptz as ends`;

/** The days of a measure, in their order. */
export const measureRead = ({ days }: DailyMeasure, span: Span): Read<{ day: number; value: number }[]> =>
  read(sql`with s as materialized (${spanSql(span)})
    select m.date - date '1970-01-01' as day, m.value::float8 as value from (${days}) m order by 1`);
