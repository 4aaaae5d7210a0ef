/** Goals of measurements: what is wrong with one, and when it is reached. */
import { type SQL, sql } from "drizzle-orm";
import { MeasurementGoalReached } from "#core/health/events";
import { measurementGoals } from "#core/health/measurement-goals.sql";
import { factorOf, SAMPLES } from "#core/health/measurement-units";
import { healthMetricDays } from "#core/health/metrics.sql";
import { measurements } from "#core/health/records.sql";
import { bodySayings } from "#core/health/sayings";
import { myZone } from "#core/identity/zone";
import { update } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type Refusals, wrongInput } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { me } from "#kit/table";
import type { Row } from "#kit/wire";

const goal = measurementGoals;

export const refusals: Refusals = {
  measurement_goals_label_check: () => wrongInput("#/label", bodySayings("label_of_custom")),
  measurement_goals_unit_check: () => wrongInput("#/unit", bodySayings("unit_of_type")),
  measurement_goals_dates_check: () => wrongInput("#/byDate", fieldSayings("after_field", { field: "startDate" })),
};

/** The columns of a new goal: it begins today, in the person's zone, unless it says when. */
export const created = <G extends { startDate?: string }>(ctx: Ctx, goal: G) => ({
  ...goal,
  startDate: goal.startDate ?? sql`(${ctx.now().toISOString()}::timestamptz at time zone ${myZone})::date`,
});

/** The columns that a change sets. A goal that says something else than before has yet to be reached. */
export function changed<G extends Partial<Wanted>>(_: Ctx, given: G): G & { reachedOn?: SQL } {
  const differs = [
    given.direction !== undefined && sql`${goal.direction} <> ${given.direction}::text`,
    given.targetValue !== undefined && sql`${goal.targetValue} <> ${given.targetValue}::numeric`,
    given.unit !== undefined && sql`${goal.unit} <> ${given.unit}::text`,
    given.startDate !== undefined && sql`${goal.startDate} <> ${given.startDate}::date`,
  ].filter((one) => one !== false);
  if (differs.length === 0) return given;
  return { ...given, reachedOn: sql`case when ${sql.join(differs, sql` or `)} then null else ${goal.reachedOn} end` };
}

type Wanted = Pick<Row<typeof measurementGoals>, "direction" | "targetValue" | "unit" | "startDate">;

/** The samples that can reach a goal. */
const sampled = Object.entries(SAMPLES).map(([type, metric]) => sql`(${type}::text, ${metric}::text)`);
export const isOfGoals = (metricTypes: readonly string[]): boolean =>
  metricTypes.some((type) => Object.values(SAMPLES).includes(type));

/**
 * Marks the person's goals that a value since their start has reached, each once, with its event. A value is a measurement that was noted, or
 * the mean of a day's samples; deleting it later does not undo that the goal was reached.
 */
export async function reach(ctx: Ctx): Promise<void> {
  await ctx.db.batch([
    update(
      ctx,
      measurementGoals,
      sql`${goal.userId} = ${me} and ${goal.deletedAt} is null and ${goal.reachedOn} is null
        and ${reachedOn} is not null`,
      { reachedOn },
      { emits: { event: MeasurementGoalReached } },
    ),
  ]);
}

const reachedOn: SQL = sql`(
  select min(v.date) from (
    select m.date, m.value * case when m.type <> 'custom' then ${factorOf(sql`m.type`, sql`m.unit`)} when m.unit = ${goal.unit} then 1 end as value
    from ${measurements} m
    where m.user_id = ${goal.userId} and m.deleted_at is null and m.type = ${goal.type} and m.date >= ${goal.startDate}
      and m.dependent_id is not distinct from ${goal.dependentId} and (m.type <> 'custom' or m.label = ${goal.label})
    union all
    select d.date, d.avg from (values ${sql.join(sampled, sql`, `)}) s(type, metric)
    join ${healthMetricDays} d on d.metric_type = s.metric
    where s.type = ${goal.type} and d.user_id = ${goal.userId} and d.date >= ${goal.startDate}
      and d.dependent_id is not distinct from ${goal.dependentId}
  ) v
  where case ${goal.direction} when 'decrease' then v.value <= ${goal.targetValue} * ${factorOf(sql`${goal.type}`, sql`${goal.unit}`)}
    else v.value >= ${goal.targetValue} * ${factorOf(sql`${goal.type}`, sql`${goal.unit}`)} end
)`;
