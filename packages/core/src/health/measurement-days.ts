/** The value that a measurement of the body has on a day, from what was noted and from what a scale sent. */
import { type SQL, sql } from "drizzle-orm";
import { factorOf, type MeasurementType, SAMPLES, unitOfType } from "#core/health/measurement-units";
import { healthMetricDays } from "#core/health/metrics.sql";
import { measurements } from "#core/health/records.sql";
import { me } from "#kit/table";

/** What is measured, of whom. */
export interface Measured {
  type: MeasurementType;
  /** Of a custom measurement; without it those that have none are meant. */
  label?: string;
  dependentId?: string;
}

/**
 * SQL for the days that have a value: {date, value, origin, unit}, in the unit of the type. Where something was noted on a day, it is the mean
 * of that; else the mean of the day's samples. Of a custom measurement, the unit is that of the latest, and others are left out.
 */
export function measurementDays({ type, label, dependentId }: Measured): SQL {
  const dependent = sql`${dependentId ?? null}::uuid`;
  const mine = sql`m.user_id = ${me} and m.deleted_at is null and m.type = ${type} and m.dependent_id is not distinct from ${dependent}
    ${type === "custom" ? sql`and m.label is not distinct from ${label ?? null}::text` : sql``}`;
  const unit =
    unitOfType(type) === undefined
      ? sql`(select m.unit from ${measurements} m where ${mine} order by m.date desc, m.id desc limit 1)`
      : sql`${unitOfType(type)}::text`;
  const noted =
    unitOfType(type) === undefined
      ? sql`select m.date, m.value, true as is_noted from ${measurements} m where ${mine} and m.unit = ${unit}`
      : sql`select m.date, m.value * ${factorOf(sql`m.type`, sql`m.unit`)} as value, true as is_noted from ${measurements} m where ${mine}`;
  const samples = SAMPLES[type];
  const sampled = samples
    ? sql`union all select d.date, d.avg, false from ${healthMetricDays} d where d.user_id = ${me} and d.metric_type = ${samples}
        and d.dependent_id is not distinct from ${dependent}`
    : sql``;
  return sql`select one.date, coalesce(avg(one.value) filter (where one.is_noted), avg(one.value)) as value,
      case when bool_or(one.is_noted) then 'noted' else 'samples' end as origin, ${unit} as unit
    from (${noted} ${sampled}) one where one.value is not null group by one.date`;
}
