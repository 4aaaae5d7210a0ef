/** Looks every night for what comes again and again in a person's days, of the pillars that they permit. */
import { sql } from "drizzle-orm";
import type { Candidate, PatternDetector, Span } from "#core/cortex/pattern-detector";
import { detectorsOf } from "#core/cortex/pattern-detectors.generated";
import { type Known, knownOf } from "#core/cortex/pattern-statistics";
import { patterns } from "#core/cortex/patterns.sql";
import { userSettings } from "#core/identity/users.sql";
import { calendarRead } from "#core/rhythm/habit-history";
import { spanOf } from "#core/rhythm/local-days";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { upsertMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { effect, read } from "#kit/db";
import { codedOf } from "#kit/saying";
import { me } from "#kit/table";
import { cut } from "#kit/text";

/** Twelve weeks. */
export const WINDOW_DAYS = 84;
const MOST_OF_DETECTOR = 10;

const all: readonly [type: string, detector: PatternDetector][] = Object.values(detectorsOf).flatMap((one) =>
  Object.entries(one),
);

/** Looks at the weeks through `day`, a local day that has ended; what is there no longer, or not permitted, goes. Three flights. */
export async function lookForPatterns(ctx: Ctx, day: string): Promise<void> {
  const [calendar, [settings]] = await ctx.db.batch([
    calendarRead,
    read<{ pillars: string[] }>(
      sql`select ${userSettings.correlationPillars} as pillars from ${userSettings} where ${userSettings.userId} = ${me}`,
    ),
  ]);
  const permitted = all.filter(([, { pillars }]) => pillars.every((one) => settings?.pillars.includes(one)));
  const span = spanThrough(day, calendar);
  const reads = permitted.map(([, detector]) => detector.reads(span));
  const results: readonly unknown[] = reads.length > 0 ? await ctx.db.batch(reads.flat()) : [];
  const on = dayNumber(day);
  let at = 0;
  const rows = permitted.flatMap(([type, detector], i) => {
    const own = results.slice(at, at + reads[i]!.length);
    at += own.length;
    return detector
      .found(own, span)
      .flatMap((candidate) => {
        const known = knownOf(candidate, on);
        return known ? [rowOf(type, candidate, known, span)] : [];
      })
      .sort((a, b) => b.confidence - a.confidence)
      .slice(0, MOST_OF_DETECTOR);
  });
  const keys = JSON.stringify(rows.map(({ patternKey }) => patternKey));
  await ctx.db.batch([
    effect(
      sql`delete from ${patterns} where user_id = ${me} and pattern_key not in (select jsonb_array_elements_text(${keys}::jsonb))`,
    ),
    upsertMany(ctx, patterns, rows, { on: ["userId", "patternKey"] }),
  ]);
}

export function spanThrough(last: string, { timezone, dayStart }: { timezone: string; dayStart: string }): Span {
  const first = dayText(dayNumber(last) - WINDOW_DAYS + 1);
  const [begins] = spanOf(timezone, dayStart, first);
  const [, ends] = spanOf(timezone, dayStart, last);
  return { first, last, begins: new Date(begins).toISOString(), ends: new Date(ends).toISOString(), timezone };
}

const rowOf = (patternType: string, { key, description }: Candidate, known: Known, { last }: Span) => ({
  patternType,
  patternKey: cut(`${patternType}:${key}`, 300),
  description: description.text,
  descriptionCoded: codedOf(description),
  confidence: known.confidence,
  support: known.support,
  occasions: known.occasions,
  window: `P${WINDOW_DAYS}D`,
  // A local day, of which noon in UTC is on that day nearly everywhere.
  lastSeenAt: `${dayText(Math.min(known.lastDay, dayNumber(last)))}T12:00:00.000Z`,
});
