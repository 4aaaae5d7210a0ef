/**
 * What became of proposals: two weeks after one was accepted, whether the measure that was named beforehand took a step. Looked at once, and only in
 * days of pillars that their person lets be looked at.
 */
import { sql } from "drizzle-orm";
import { type MeasureName, measureNames, pillarOf } from "#core/cortex/correlation/hypotheses";
import type { DailySeries } from "#core/cortex/correlation/pair-test";
import { DAYS_AFTER, DAYS_BEFORE, daysAround, type Step, stepAt } from "#core/cortex/correlation/step-test";
import { measureOf, permittedRead, seriesOf, valuesRead } from "#core/cortex/correlations";
import { InsightFound, ProposalEvents } from "#core/cortex/events";
import { insights } from "#core/cortex/insights.sql";
import { proposals, type verdicts } from "#core/cortex/proposals.sql";
import { told } from "#core/cortex/told.en";
import { dayIn, myZone } from "#core/identity/zone";
import { columnsOfTelling } from "#core/platform/told";
import { dayNumber } from "#core/rhythm/recurrence-days";
import { insert, update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { me } from "#kit/table";

/** What was accepted longer ago is not looked at any more: its days may not have been permitted. */
const LATEST_DAYS = 60;
const MOST = 20;
/** A step that would be seen as often where nothing is is none. */
const ALPHA = 0.05;

type Verdict = (typeof verdicts)[number];

interface Applied {
  id: string;
  metric: MeasureName;
  better: "higher" | "lower";
  /** The day on which it was accepted, in the zone of its person. */
  day: string;
}

/** Measures what is due now that a day has ended. Two flights, and one to keep what was found. */
export async function measure(ctx: Ctx, day: string): Promise<void> {
  const [due, pillars] = await ctx.db.batch([dueRead(day), permittedRead()]);
  const measurable = due.filter(({ metric }) => measureNames.includes(metric) && pillars.includes(pillarOf[metric]));
  if (measurable.length === 0) return;
  const [values] = await ctx.db.batch([valuesRead(day, [...new Set(measurable.map(({ metric }) => metric))])]);
  const { series } = seriesOf(values);
  await ctx.db.batch(
    measurable.flatMap((one) => {
      const found = outcomeOf(one, series.get(one.metric) ?? new Map());
      return [keeping(ctx, one, found), telling(ctx, one, found)];
    }),
  );
}

function dueRead(day: string): Read<Applied[]> {
  const accepted = dayIn(sql`p.decided_at`, myZone);
  return read<Applied>(sql`
    select p.id, p.outcome_metric as metric, p.outcome_better as better, ${accepted}::text as day from ${proposals} p
    where p.user_id = ${me} and p.status = 'applied' and p.measured_at is null and p.outcome_metric is not null and p.outcome_better is not null
      and ${accepted} between ${day}::date - ${LATEST_DAYS}::int and ${day}::date - ${DAYS_AFTER}::int
    order by p.id limit ${MOST}::int`);
}

export interface Found {
  verdict: Verdict;
  step: Step | undefined;
  before: number | null;
  after: number | null;
  days: number;
}

/** The verdict on a measure around the day of a change. */
export function outcomeOf(
  { metric, better, day }: Pick<Applied, "metric" | "better" | "day">,
  known: DailySeries,
): Found {
  const at = dayNumber(day);
  const { days, values } = daysAround(filled(known, metric, at), at);
  const step = stepAt(days, values, at + 1);
  const side = (isAfter: boolean) => values.filter((_, i) => days[i]! > at === isAfter);
  const isHigher = (step?.step ?? 0) > 0;
  const verdict = !step || step.p > ALPHA ? "cannot_tell" : isHigher === (better === "higher") ? "better" : "worse";
  return { verdict, step, before: mean(side(false)), after: mean(side(true)), days: days.length };
}

/** A day without a row is one of nothing for some measures, since there was the first: also when nothing has come after the change. */
function filled(series: DailySeries, metric: MeasureName, at: number): DailySeries {
  if (!measureOf(metric).isZeroWithout || series.size === 0) return series;
  const whole = new Map(series);
  const first = Math.max(Math.min(...series.keys()), at - DAYS_BEFORE);
  for (let day = first; day <= at + DAYS_AFTER; day++) if (!whole.has(day)) whole.set(day, 0);
  return whole;
}

const mean = (values: readonly number[]) =>
  values.length === 0 ? null : rounded(values.reduce((sum, value) => sum + value, 0) / values.length);
const rounded = (value: number) => Math.round(value * 1000) / 1000;

function keeping(ctx: Ctx, { id }: Applied, { verdict, step, before, after, days }: Found) {
  return update(
    ctx,
    proposals,
    sql`${proposals.id} = ${id}::uuid and ${proposals.userId} = ${me} and ${proposals.status} = 'applied' and ${proposals.measuredAt} is null`,
    {
      verdict,
      outcomeBefore: before,
      outcomeAfter: after,
      outcomeStep: step ? rounded(step.step) : null,
      outcomeLow: step ? rounded(step.low) : null,
      outcomeHigh: step ? rounded(step.high) : null,
      outcomeP: step?.p ?? null,
      outcomeDays: days,
      measuredAt: ctx.now().toISOString(),
    },
    { emits: { event: ProposalEvents.measured } },
  );
}

/** Tells it once, as an insight with the figures that it rests on. */
function telling(ctx: Ctx, { id, metric }: Applied, { verdict, step, before, after, days }: Found) {
  const measure = measures[metric];
  const short = (value: number | null | undefined) => Math.round((value ?? 0) * 100) / 100;
  const figures = step && {
    before: short(before),
    after: short(after),
    step: short(step.step),
    low: short(step.low),
    high: short(step.high),
    days,
  };
  const { body, ...columns } = columnsOfTelling({
    title:
      verdict === "cannot_tell"
        ? told("outcome_cannot_tell", { measure })
        : told(verdict === "better" ? "outcome_better" : "outcome_worse", { measure: capital(measure) }),
    body: [figures ? told("outcome_figures", figures) : told("outcome_too_little")],
  });
  return insert(
    ctx,
    insights,
    {
      insightType: "proposal_outcome",
      dedupeKey: `proposal-outcome:${id}`,
      ...columns,
      body: body!,
      evidence: { proposalId: id, measure: metric, ...figures, ...(step && { p: rounded(step.p) }) },
      // Nobody is told at once that nothing can be told.
      confidence: step && verdict !== "cannot_tell" ? rounded(1 - step.p) : 0.5,
      generatedBy: "statistics",
    },
    { emits: { event: InsightFound }, onConflict: "nothing" },
  );
}

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1);

/** `told.de.ts` has the same in German, by these texts. */
const measures: Record<MeasureName, string> = {
  sleep: "sleep",
  steps: "steps",
  exercise: "exercise",
  mood: "mood",
  energy_eaten: "food",
  tasks_completed: "finished tasks",
  focus: "focused time",
  habits_done: "kept habits",
  spending: "spending",
  people_met: "people met",
  journal_written: "journal",
};
