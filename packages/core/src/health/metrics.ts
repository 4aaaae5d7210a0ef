/**
 * Samples of metrics and their sums by day, which are always written in the same transaction.
 *
 * A batch adds to the day's row and so takes its lock; a removal takes that lock first and then counts again. In either
 * order the later one sees what the earlier one did.
 */
import { and, eq, type SQL, sql } from "drizzle-orm";
import { MetricDeleted, MetricsLogged } from "#core/health/events";
import { type MetricType, measuresIn, unitOf } from "#core/health/metric-types";
import { healthMetricDays, healthMetrics } from "#core/health/metrics.sql";
import { dayIn, myZone } from "#core/identity/zone";
import { emit, remove as removeRow } from "#kit/change";
import { live } from "#kit/crud";
import type { Ctx, Once } from "#kit/ctx";
import { read, type Write } from "#kit/db";
import { InvalidInput, isConflict, NotFound } from "#kit/problem";
import { me } from "#kit/table";

export interface Sample {
  metricType: MetricType;
  value: number;
  /** The type's own unit, however spelled; it is the only one that is taken. */
  unit?: string;
  measuredAt: string;
  /** `manual` unless told. */
  source?: string;
  /** What the source calls it: the same (source, metricType, externalId) is stored once. */
  externalId?: string;
  dependentId?: string;
}

export interface Stored {
  received: number;
  /** How many were new. */
  added: number;
  duplicates: number;
}

/** How often a batch that another one overtook is tried again; each time what the other stored counts as known. */
const ATTEMPTS = 3;

/** Stores samples that are not known yet, adds them to their days (in the speaker's time zone) and says how many were new. */
export async function log(ctx: Ctx, samples: readonly Sample[]): Promise<Stored> {
  refuseOtherUnits(samples);
  for (let attempt = 1; ; attempt++) {
    const known = new Set((await ctx.db.batch([knownAmong(samples)]))[0].map(keyOf));
    const unseen = withoutRepeats(samples).filter((one) => !one.externalId || !known.has(keyOf(one)));
    const event = emit(ctx, MetricsLogged, {
      entityId: null,
      owner: ctx.actor.userId,
      payload: { count: unseen.length, metricTypes: [...new Set(unseen.map((one) => one.metricType))].sort() },
    });
    try {
      const [added] = await ctx.db.batch(unseen.length > 0 ? [storing(unseen), event] : [storing(unseen)]);
      return { received: samples.length, added, duplicates: samples.length - added };
    } catch (error) {
      if (!isConflict(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

function refuseOtherUnits(samples: readonly Sample[]): void {
  const errors = samples.flatMap(({ metricType, unit }, index) =>
    unit === undefined || measuresIn(metricType, unit)
      ? []
      : [{ pointer: `#/samples/${index}/unit`, detail: `${metricType} is measured in ${unitOf(metricType)}` }],
  );
  if (errors.length > 0) throw InvalidInput(undefined, { errors: errors.slice(0, 20) });
}

const keyOf = ({ source = "manual", metricType, externalId }: Pick<Sample, "source" | "metricType" | "externalId">) =>
  JSON.stringify([source, metricType, externalId]);

function withoutRepeats(samples: readonly Sample[]): Sample[] {
  const seen = new Set<string>();
  return samples.filter((one) => {
    const key = keyOf(one);
    if (one.externalId && seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Which of the samples are stored already. */
function knownAmong(samples: readonly Sample[]) {
  const named = samples.filter((one) => one.externalId);
  return read<{ source: string; metricType: MetricType; externalId: string }>(sql`
    select m.source, m.metric_type as "metricType", m.external_id as "externalId" from ${recordset(named)}
    join ${healthMetrics} m on m.user_id = ${me} and m.source = s.source and m.metric_type = s.metric_type
      and m.external_id = s.external_id`);
}

/** Inserts all of the samples with their days, or fails with a conflict when one has been stored meanwhile. Yields how many. */
function storing(samples: readonly Sample[]): Write<number> {
  return {
    kind: "write",
    render: (slot, once) => sql`
      with added as (
        insert into ${healthMetrics} (dependent_id, metric_type, value, unit, measured_at, date, source, external_id)
        select s.dependent_id, s.metric_type, s.value, s.unit, s.measured_at, ${dayIn(sql`s.measured_at`, myZone)},
          s.source, s.external_id
        from ${recordset(samples)}
        order by s.source, s.metric_type, s.external_id
        on conflict do nothing
        returning dependent_id, metric_type, date, value
      ), summed as (
        insert into ${healthMetricDays} as d (dependent_id, metric_type, date, sum, min, max, avg, count)
        select dependent_id, metric_type, date, sum(value), min(value), max(value), avg(value), count(*) from added
        group by dependent_id, metric_type, date order by dependent_id, metric_type, date
        on conflict (user_id, dependent_id, metric_type, date) do update set
          sum = d.sum + excluded.sum, min = least(d.min, excluded.min), max = greatest(d.max, excluded.max),
          avg = (d.sum + excluded.sum) / (d.count + excluded.count), count = d.count + excluded.count
      )
      select stored.count${keeping(once, slot)} from (select count(*)::int as count from added) stored
      where stored.count = ${samples.length} or raise_problem('LF005', 'Some of these samples were stored meanwhile.')`,
    decode: (result) => ({ value: result.rows[0]![0] as number, events: [] }),
    decodeStored: (row) => Number(row?.count ?? 0),
  };
}

/** Keeps the outcome for a repetition of the request, as kit's own writes do. */
function keeping(once: Once | undefined, slot: number): SQL {
  const row = sql`jsonb_build_object('count', stored.count)`;
  if (!once) return sql``;
  if (once.kind === "inbox") return sql`, inbox_put(${once.consumer}, ${once.eventId}, ${slot}, ${row})`;
  return sql`, once_put(${once.key}, ${slot}, ${row})`;
}

/** The samples as rows of a relation `s`: one parameter, however many there are. */
function recordset(samples: readonly Sample[]): SQL {
  const rows = samples.map((one) => ({
    metric_type: one.metricType,
    value: one.value,
    unit: unitOf(one.metricType),
    measured_at: one.measuredAt,
    source: one.source ?? "manual",
    external_id: one.externalId,
    dependent_id: one.dependentId,
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s(metric_type text, value numeric, unit text,
    measured_at timestamptz, source text, external_id text, dependent_id uuid)`;
}

/** Deletes a sample and takes it out of its day. */
export async function remove(ctx: Ctx, id: string): Promise<void> {
  const isSample = and(live(healthMetrics, id), eq(healthMetrics.userId, me));
  const itsDay = sql`d.user_id = m.user_id and d.dependent_id is not distinct from m.dependent_id
    and d.metric_type = m.metric_type and d.date = m.date`;
  const [, , , gone] = await ctx.db.batch([
    read(sql`select d.id from ${healthMetrics} m join ${healthMetricDays} d on ${itsDay}
      where m.id = ${id}::uuid and m.user_id = ${me} for update of d`),
    read(sql`update ${healthMetricDays} d set sum = rest.sum, min = rest.min, max = rest.max, avg = rest.avg, count = rest.count
      from ${healthMetrics} m cross join lateral (
        select sum(o.value) as sum, min(o.value) as min, max(o.value) as max, avg(o.value) as avg, count(*)::int as count
        from ${healthMetrics} o where o.user_id = m.user_id and o.dependent_id is not distinct from m.dependent_id
          and o.metric_type = m.metric_type and o.date = m.date and o.id <> m.id
      ) rest
      where m.id = ${id}::uuid and m.user_id = ${me} and ${itsDay} and rest.count > 0`),
    read(sql`delete from ${healthMetricDays} d using ${healthMetrics} m
      where m.id = ${id}::uuid and m.user_id = ${me} and ${itsDay} and not exists (
        select from ${healthMetrics} o where o.user_id = m.user_id and o.dependent_id is not distinct from m.dependent_id
          and o.metric_type = m.metric_type and o.date = m.date and o.id <> m.id)`),
    removeRow(ctx, healthMetrics, isSample, { emits: { event: MetricDeleted } }),
  ]);
  if (!gone) throw NotFound();
}
