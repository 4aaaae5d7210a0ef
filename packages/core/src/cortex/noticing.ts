/** Runs the rules of every pillar over a person's day. What was found before is not found again. */
import { sql } from "drizzle-orm";
import { confidenceOf, type Feedback, feedbackRead, noFeedback } from "#core/cortex/confidence";
import { type AiPillar, aiPillars } from "#core/cortex/door/permission";
import { InsightFound } from "#core/cortex/events";
import type { EvidenceRow, Finding, InsightRule, Night } from "#core/cortex/insight-rule";
import { rulesOf } from "#core/cortex/insight-rules.generated";
import { insights } from "#core/cortex/insights.sql";
import { columnsOfTelling } from "#core/platform/told";
import { type Calendar, calendarRead } from "#core/rhythm/habit-history";
import { dayAt, spanOf } from "#core/rhythm/local-days";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { cut } from "#kit/text";
import type { Row } from "#kit/wire";

/** More are no insight. */
const MOST_OF_RULE = 5;
const MAX_ROWS = 20;

export const rules: readonly [name: string, rule: InsightRule][] = Object.values(rulesOf).flatMap((one) =>
  Object.entries(one),
);

/** The pillars whose rows a rule reads, by its name. */
export const pillarsReadBy: ReadonlyMap<string, readonly AiPillar[]> = new Map(
  Object.entries(rulesOf).flatMap(([pillar, own]) =>
    Object.entries<InsightRule>(own).map(([name, { alsoReads = [] }]) => [
      name,
      [...aiPillars.filter((one) => one === pillar), ...alsoReads],
    ]),
  ),
);

/**
 * What the rules find in the speaker's life, now that `ended`, a local day, is over; without it, in the day that is going on. Yields what is new.
 * Three flights.
 */
export async function notice(ctx: Ctx, ended?: string): Promise<Row<typeof insights>[]> {
  const [calendar] = await ctx.db.batch([calendarRead]);
  const night = nightOf(calendar, ctx.now(), ended);
  const reads = rules.map(([, rule]) => rule.reads(night));
  const [feedback, ...results] = await ctx.db.batch([feedbackRead(), ...reads.flat()]);
  let at = 0;
  const writes = rules.flatMap(([name, rule], i) => {
    const own = results.slice(at, at + reads[i]!.length);
    at += own.length;
    const said = feedback.get(rule.insightType) ?? noFeedback;
    return rule
      .found(own, night)
      .slice(0, MOST_OF_RULE)
      .map((finding) =>
        insert(ctx, insights, columnsOf(name, rule, finding, said), {
          emits: { event: InsightFound },
          onConflict: "nothing",
        }),
      );
  });
  if (writes.length === 0) return [];
  const found = await ctx.db.batch(writes);
  return found.filter((one) => one !== undefined);
}

export function nightOf({ timezone, dayStart, weekStart }: Calendar, now: Date, ended?: string): Night {
  const current = dayAt(timezone, dayStart, now.getTime());
  const day = ended ?? current;
  const next = ended === undefined ? day : dayText(dayNumber(ended) + 1);
  const today = next > current ? next : current;
  const [from, to] = spanOf(timezone, dayStart, day).map((at) => new Date(at).toISOString()) as [string, string];
  const weekOf = (date: string) => {
    const number = dayNumber(date);
    // 1 January 1970 was a Thursday, the fourth day by ISO 8601.
    return dayText(number - ((((number + 4 - weekStart) % 7) + 7) % 7));
  };
  return { day, today, from, to, timezone, weekFrom: weekOf(day), thisWeekFrom: weekOf(today) };
}

function columnsOf(name: string, { insightType, base }: InsightRule, finding: Finding, said: Feedback) {
  const { key, title, body, figures } = finding;
  const rows = finding.rows.slice(0, MAX_ROWS);
  const { body: text, ...columns } = columnsOfTelling({ title, body });
  return {
    insightType,
    dedupeKey: cut(`${insightType}:${key}`, 300),
    ...columns,
    body: text!,
    evidence: { rule: name, rows: rows.map((row) => ({ ...row })), ...figures },
    confidence: confidenceOf(base, said),
    sourceEventIds: lastEventsOf(rows),
    generatedBy: "rule" as const,
  };
}

/** The last event of each of the rows that the speaker may see, as SQL. */
const lastEventsOf = (rows: readonly EvidenceRow[]) => sql`(
  select coalesce(array_agg(last.id), '{}') from jsonb_to_recordset(${JSON.stringify(rows.map(({ type, id }) => ({ type, id })))}::jsonb) r(type text, id uuid)
  cross join lateral (select e.id from events e where e.entity_type = r.type and e.entity_id = r.id order by e.id desc limit 1) last)`;

/** Types of which people are told by other messages, in the notifications of their own. */
export const toldElsewhere: ReadonlySet<string> = new Set([
  "post_workout_meal",
  ...rules.filter(([, { isToldElsewhere }]) => isToldElsewhere).map(([, { insightType }]) => insightType),
]);
