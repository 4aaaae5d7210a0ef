/**
 * Looks every night at what of a person's days goes together, of the pillars that they permit. New claims are made on the days of data that are looks
 * alone (see correlation/look.ts); between them only the estimates are kept up to date.
 */
import { sql } from "drizzle-orm";
import { needScope } from "#cloud/scopes";
import { hypotheses, type MeasureName, measureNames, pillarOf } from "#core/cortex/correlation/hypotheses";
import { type Hypothesis, look, lookDue, type Result } from "#core/cortex/correlation/look";
import { type DailySeries, type Estimate, estimate, isEnough, pairsOf } from "#core/cortex/correlation/pair-test";
import { MAX_OWN_PAIRS } from "#core/cortex/correlation-pairs";
import { correlationToldOf } from "#core/cortex/correlation-told";
import { correlationPairs, correlations } from "#core/cortex/correlations.sql";
import { measured } from "#core/cortex/daily-measures.generated";
import { InsightFound } from "#core/cortex/events";
import { insights } from "#core/cortex/insights.sql";
import { userSettings } from "#core/identity/users.sql";
import { myZone, startOf } from "#core/identity/zone";
import { dayNumber, dayText } from "#core/rhythm/recurrence-days";
import { insert } from "#kit/change";
import { upsertMany } from "#kit/change-many";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { me } from "#kit/table";

/** More would say how somebody was, and not how they are. */
const LONGEST_DAYS = 366;

type Correlation = typeof correlations.$inferSelect;
type Known = Pick<Correlation, "behaviour" | "outcome" | "lookDays" | "q" | "claimedAt" | "insightId">;
type Pair = Hypothesis<MeasureName>;

/** Looks at the days through `day`, a local day that has ended. One flight, and one to keep what was found. */
export async function lookAtDays(ctx: Ctx, day: string): Promise<void> {
  const last = dayNumber(day);
  const [pillars, values, known, own] = await ctx.db.batch([permittedRead(), valuesRead(day), knownRead(), ownRead()]);
  const permitted = [...hypotheses, ...own].filter((pair) =>
    [pair.behaviour, pair.outcome].every((name) => pillars.includes(pillarOf[name])),
  );
  const isLeftOver = known.some((row) => !permitted.some((pair) => isSame(pair, row)));
  if (permitted.length === 0 && !isLeftOver) return;
  const { series, days, first } = seriesOf(values);
  const results = look(permitted, (name) => series.get(name) ?? new Map(), days === 0 ? 0 : last - first + 1);
  const due = lookDue(days, Math.max(0, ...known.map(({ lookDays }) => lookDays)));
  const rows = results.map((result) => {
    const row = { ...rowOf(result, series), through: day, days, ...keptOf(known.find((one) => isSame(one, result))) };
    if (!due) return row;
    const q = "q" in result ? result.q : null;
    const isClaimed = row.claimedAt === null && q !== null && q <= due.q && !isEcho(result, results);
    return {
      ...row,
      lookDays: due.days,
      q,
      ...(isClaimed ? { claimedAt: ctx.now().toISOString(), insightId: uuidv7(ctx.now()) } : {}),
    };
  });
  // Those of former looks have their insight.
  const told = new Set(known.map(({ insightId }) => insightId));
  const claims = rows.filter(({ insightId }) => insightId !== null && !told.has(insightId));
  await ctx.db.batch([
    effect(
      sql`delete from ${correlations} where user_id = ${me} and not (behaviour || ':' || outcome = any(string_to_array(${permitted.map(keyOf).join()}, ',')))`,
    ),
    upsertMany(ctx, correlations, rows, { on: ["userId", "behaviour", "outcome"] }),
    ...claims.map(({ insightId, behaviour, outcome, lag, r, low, high, pairs, q }) =>
      insert(
        ctx,
        insights,
        {
          id: insightId!,
          insightType: "correlation",
          dedupeKey: `correlation:${behaviour}:${outcome}`,
          ...correlationToldOf({ behaviour, outcome, lag: lag!, r: r!, low: low!, high: high!, pairs: pairs! }),
          evidence: { behaviour, outcome, lag, r: rounded(r!), low: rounded(low!), high: rounded(high!), pairs, q },
          confidence: rounded(1 - q!),
          generatedBy: "statistics",
        },
        { emits: { event: InsightFound }, onConflict: "nothing" },
      ),
    ),
  ]);
}

export interface PairDays {
  from: string;
  to: string;
  behaviour: (number | null)[];
  outcome: (number | null)[];
}

/**
 * The values of both sides of a pair, a day each from the first that has one; null is not known. Throws MissingScope for an API key that may not
 * read the pillars in which they were measured.
 */
export async function daysOf(
  ctx: Ctx,
  { behaviour, outcome, through }: Pick<Correlation, "behaviour" | "outcome" | "through">,
): Promise<PairDays> {
  for (const name of measureNames)
    if (name === behaviour || name === outcome) needScope(ctx.actor, `${pillarOf[name]}:read`);
  const [values] = await ctx.db.batch([valuesRead(through, [behaviour, outcome])]);
  const { series, first } = seriesOf(values);
  const last = dayNumber(through);
  const from = Math.min(first, last);
  const shown = (name: string) => {
    const days = series.get(name as MeasureName);
    return Array.from({ length: last - from + 1 }, (_, i) => days?.get(from + i) ?? null);
  };
  return { from: dayText(from), to: through, behaviour: shown(behaviour), outcome: shown(outcome) };
}

interface Value {
  name: MeasureName;
  day: number;
  value: number;
}

/** The pillars whose days may be looked at. */
export function permittedRead(): Read<string[]> {
  const query = read<{ pillars: string[] }>(
    sql`select ${userSettings.correlationPillars} as pillars from ${userSettings} where ${userSettings.userId} = ${me}`,
  );
  return { ...query, decode: (result) => query.decode(result)[0]?.pillars ?? [] };
}

const knownRead = (): Read<Known[]> =>
  read<Known>(sql`select behaviour, outcome, look_days as "lookDays", q::float8 as q, claimed_at as "claimedAt", insight_id as "insightId"
    from ${correlations} where user_id = ${me}`);

/** The pairs that the speaker has added. One that names what is measured no longer is left alone. */
function ownRead(): Read<Pair[]> {
  const query = read<Hypothesis>(
    sql`select behaviour, outcome from ${correlationPairs} where user_id = ${me} order by id limit ${MAX_OWN_PAIRS}::int`,
  );
  return {
    ...query,
    decode: (result) =>
      query.decode(result).filter((one): one is Pair => isMeasure(one.behaviour) && isMeasure(one.outcome)),
  };
}

const isMeasure = (name: string): name is MeasureName => name in pillarOf;

/** What each day is measured by, of the year through `day`: nothing of a pillar that is not permitted. */
export function valuesRead(day: string, only: readonly string[] = measureNames): Read<Value[]> {
  const parts = Object.entries(measured).flatMap(([pillar, measures]) =>
    Object.entries(measures)
      .filter(([name]) => only.includes(name))
      .map(
        ([name, { days }]) => sql`
          select ${name}::text as name, m.date, m.value from (select where (select ${pillar} = any(p.pillars) from permitted p)) allowed
          cross join lateral (${days}) m`,
      ),
  );
  const first = sql`${day}::date - ${LONGEST_DAYS - 1}::int`;
  return read<Value>(sql`
    with permitted as materialized (select ${userSettings.correlationPillars} as pillars from ${userSettings} where ${userSettings.userId} = ${me}),
    s as materialized (
      select z.zone, ${first} as first, ${day}::date as last, ${startOf(first, sql`z.zone`)} as begins, ${startOf(sql`${day}::date + 1`, sql`z.zone`)} as ends
      from (select ${myZone} as zone) z)
    select v.name, v.date - date '1970-01-01' as day, v.value::float8 as value from (${sql.join(parts, sql` union all `)}) v
    where v.date between (select s.first from s) and (select s.last from s) order by v.date`);
}

/** The series, with zeros where a day without a value is one of nothing; how many days have any value, and the first of them. */
export function seriesOf(values: readonly Value[]): {
  series: Map<MeasureName, Map<number, number>>;
  days: number;
  first: number;
} {
  const series = new Map<MeasureName, Map<number, number>>();
  for (const { name, day, value } of values) {
    if (!series.has(name)) series.set(name, new Map());
    series.get(name)!.set(day, value);
  }
  const days = new Set(values.map(({ day }) => day));
  const first = Math.min(...days);
  for (const [name, of] of series) {
    if (!measureOf(name).isZeroWithout) continue;
    const own = [...of.keys()];
    for (let day = Math.min(...own); day <= Math.max(...own); day++) if (!of.has(day)) of.set(day, 0);
  }
  return { series, days: days.size, first };
}

export const measureOf = (name: MeasureName) =>
  (measured[pillarOf[name]] as Record<string, { isZeroWithout: boolean }>)[name]!;

/** What is known of a pair, as a row of the table. */
function rowOf(result: Result<Pair>, series: ReadonlyMap<string, DailySeries>) {
  const { behaviour, outcome } = result;
  if ("untested" in result)
    return {
      behaviour,
      outcome,
      untested: result.untested,
      lag: null,
      r: null,
      low: null,
      high: null,
      pairs: null,
      details: null,
    };
  const { best, lags } = result;
  const [x, y] = [series.get(behaviour)!, series.get(outcome)!];
  // With no lag there is no other way round; then it is the day after.
  const back = pairsOf(x, y, best.lag === 0 ? -1 : -best.lag);
  const pairs = pairsOf(x, y, best.lag);
  const middle = Math.floor(pairs.days.length / 2);
  const half = (from: number, to?: number) => {
    const of = {
      days: pairs.days.slice(from, to),
      behaviour: pairs.behaviour.slice(from, to),
      outcome: pairs.outcome.slice(from, to),
    };
    return { r: estimate(of, best.lag).r, n: of.days.length };
  };
  const details = {
    lags: lags.map(shortOf),
    opposite: isEnough(back) ? shortOf(estimate(back, best.lag === 0 ? -1 : -best.lag)) : null,
    halves: [half(0, middle), half(middle)],
  };
  return {
    behaviour,
    outcome,
    untested: null,
    lag: best.lag,
    r: best.r,
    low: best.low,
    high: best.high,
    pairs: best.n,
    details,
  };
}

const shortOf = ({ lag, r, low, high, n, p }: Estimate) => ({ lag, r, low, high, n, p });

/** On the same day there is no first and second, so where both directions are looked for the clearer is told and not the other. */
function isEcho(of: Result<Pair>, all: readonly Result<Pair>[]): boolean {
  const back = all.find((one) => one.behaviour === of.outcome && one.outcome === of.behaviour);
  if (!back || "untested" in of || "untested" in back || of.best.lag !== 0 || back.best.lag !== 0) return false;
  return back.best.p < of.best.p || (back.best.p === of.best.p && back.behaviour < of.behaviour);
}

const keptOf = (known: Known | undefined) => ({
  lookDays: known?.lookDays ?? 0,
  q: known?.q ?? null,
  claimedAt: known?.claimedAt ?? null,
  insightId: known?.insightId ?? null,
});

const isSame = (a: Hypothesis, b: Hypothesis) => a.behaviour === b.behaviour && a.outcome === b.outcome;
const keyOf = ({ behaviour, outcome }: Hypothesis) => `${behaviour}:${outcome}`;
const rounded = (value: number) => Math.round(value * 1000) / 1000;
