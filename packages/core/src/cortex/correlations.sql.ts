/** What of a person's days goes together: one row for each pair that is looked for, as of the last night. */
import { sql } from "drizzle-orm";
import { index, unique } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { day, instant, integer, json, numeric, oneOf, smallint, text, uuid } from "#kit/columns";
import { owned } from "#kit/table";

export const untestedReasons = ["too_few_days", "too_many_gaps", "one_value"] as const;

const estimate = z.strictObject({
  lag: z.int(),
  r: z.number(),
  low: z.number(),
  high: z.number(),
  n: z.int(),
  p: z.number(),
});
/** Of each lag; of the other way round, where the outcome comes first; and the correlation in the first and in the second half of the days. */
export const correlationDetails = z.strictObject({
  lags: z.array(estimate),
  opposite: z.nullable(estimate),
  halves: z.array(z.strictObject({ r: z.number(), n: z.int() })),
});

export const correlations = owned(
  "correlations",
  {
    behaviour: text(60).notNull(),
    outcome: text(60).notNull(),
    /** The last day that was looked at. */
    through: day().notNull(),
    /** How many days of data there were. */
    days: integer().notNull(),
    /** Why there is no estimate. */
    untested: oneOf(...untestedReasons),
    /** How many days the outcome comes later. */
    lag: smallint(),
    r: numeric(),
    low: numeric(),
    high: numeric(),
    /** Pairs of days. */
    pairs: integer(),
    details: json(correlationDetails),
    /** The last look: at how many days of data, and the rate of false discoveries at which the pair would have been one of them. */
    lookDays: integer().notNull().default(0),
    q: numeric(),
    /** When it was told. */
    claimedAt: instant(),
    insightId: uuid(),
  },
  (t) => [
    unique("correlations_unique").on(t.userId, t.behaviour, t.outcome),
    index("correlations_user").on(t.userId, sql`id desc`),
  ],
  { private: true, deletedForGood: "they are found anew in what they were found in" },
);

/** Pairs that a person wants to have looked for, beside those that are looked for with everybody. */
export const correlationPairs = owned(
  "correlation_pairs",
  { behaviour: text(60).notNull(), outcome: text(60).notNull() },
  (t) => [
    unique("correlation_pairs_unique").on(t.userId, t.behaviour, t.outcome),
    index("correlation_pairs_user").on(t.userId, sql`id desc`),
  ],
  { private: true, deletedForGood: "it names two measures and is added again as easily" },
);
