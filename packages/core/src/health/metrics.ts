/**
 * Samples of metrics and their daily summaries, which are always written in the same transaction.
 *
 * Every writer first locks the rows of the affected days, then writes, and calculates the summaries again: whichever comes later
 * sees what the earlier one wrote.
 */

import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { MetricDeleted, MetricsLogged } from "#core/health/events";
import { maxOf, measuresIn, unitOf } from "#core/health/metric-types";
import { healthMetricDays, healthMetrics } from "#core/health/metrics.sql";
import { type Correction, type Known, placeOf, type Sample, settle } from "#core/health/metrics-known";
import { healthFields, healthRefusals } from "#core/health/sayings";
import { dayIn, myZone } from "#core/identity/zone";
import { emit, remove as removeRow } from "#kit/change";
import { kept } from "#kit/change-statement";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { effect, read, type Write } from "#kit/db";
import { InvalidInput, isConflict, wrong } from "#kit/problem";
import { raised } from "#kit/saying";
import { me } from "#kit/table";
import { transition } from "#kit/transition";

export interface Stored {
  received: number;
  /** The number of new samples. */
  added: number;
  /** The number of known samples whose value, time, dependent or id has changed. */
  updated: number;
  /** The number of samples that changed nothing: known and unchanged, or repeated later in the same batch. */
  duplicates: number;
}

/** How often a batch is retried after another one has written meanwhile; on a retry, the other's samples count as known. */
const ATTEMPTS = 3;

/**
 * Stores new samples, corrects known ones and updates the summaries of their days (in the speaker's time zone). Returns the
 * counts.
 */
export async function log(ctx: Ctx, samples: readonly Sample[]): Promise<Stored> {
  refuseImpossible(samples);
  for (let attempt = 1; ; attempt++) {
    const [known] = await ctx.db.batch([knownAmong(samples)]);
    const { unseen, changed, absorbed } = settle(samples, known.map(inWire));
    const counts = {
      received: samples.length,
      added: unseen.length,
      updated: changed.length,
      duplicates: samples.length - unseen.length - changed.length,
    };
    const written = [...unseen, ...changed];
    const event = emit(ctx, MetricsLogged, {
      entityId: null,
      owner: ctx.actor.userId,
      payload: {
        count: unseen.length,
        updated: changed.length,
        metricTypes: [...new Set(written.map((one) => one.metricType))].sort(),
      },
    });
    const touched = [...written, ...changed.map(({ before }) => before), ...absorbed];
    try {
      const write = storing(unseen, changed, absorbed, counts);
      if (written.length === 0) return (await ctx.db.batch([write]))[0];
      const [, stored] = await ctx.db.batch([
        lockDays(touched),
        write,
        ...(absorbed.length > 0 ? [dropping(ctx, absorbed)] : []),
        countDays(touched),
        event,
      ]);
      return stored;
    } catch (error) {
      if (!isConflict(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

function refuseImpossible(samples: readonly Sample[]): void {
  const errors = samples.flatMap(({ metricType, unit }, index) =>
    unit === undefined || measuresIn(metricType, unit)
      ? []
      : [wrong(`#/samples/${index}/unit`, healthFields("measured_in", { metricType, unit: unitOf(metricType) }))],
  );
  samples.forEach(({ metricType, value }, index) => {
    const max = maxOf(metricType);
    if (value > max)
      errors.push(
        wrong(
          `#/samples/${index}/value`,
          healthFields("measures_at_most", { metricType, max, unit: unitOf(metricType) }),
        ),
      );
  });
  if (errors.length > 0) throw InvalidInput(undefined, { errors: errors.slice(0, 20) });
}

/** The stored rows that are the same as one of the samples, the oldest first. */
function knownAmong(samples: readonly Sample[]) {
  // One sample per place is enough to find all rows without an id at that place.
  const asked = [...new Map(samples.map((one) => [one.externalId ? one : placeOf(one), one])).values()];
  return read<Known>(sql`
    select distinct on (m.id) m.id, m.date::text as date, m.source, m.metric_type as "metricType", m.external_id as "externalId",
      m.value::float8 as value, m.measured_at as "measuredAt", m.dependent_id as "dependentId"
    from ${recordset(asked)}
    join ${healthMetrics} m on m.user_id = ${me} and m.source = s.source and m.metric_type = s.metric_type
      and (m.external_id = s.external_id or (${isAt(sql`m`)} and (m.external_id is null or s.external_id is null)))
    order by m.id`);
}

/** PostgreSQL's format of instants is not reliably parsed by JavaScript, so it becomes ISO 8601. */
const inWire = (row: Known): Known => ({ ...row, measuredAt: isoInstant(row.measuredAt) });

/** Whether a row and a sample have the same time and person; the caller also compares type and source. */
const isAt = (row: SQL) =>
  sql`${row}.measured_at = s.measured_at and ${row}.dependent_id is not distinct from s.dependent_id`;

const daysOf = (samples: readonly (Sample | Known)[]) => sql`(select distinct s.dependent_id, s.metric_type,
  coalesce(s.date, ${dayIn(sql`s.measured_at`, myZone)}) as date from ${recordset(samples)})`;

/** Locks each day's row, and creates it if it is missing. */
const lockDays = (samples: readonly Sample[]) =>
  effect(sql`insert into ${healthMetricDays} as d (dependent_id, metric_type, date, sum, min, max, avg, count)
    select t.dependent_id, t.metric_type, t.date, 0, 0, 0, 0, 0 from ${daysOf(samples)} t
    order by t.dependent_id, t.metric_type, t.date
    on conflict (user_id, dependent_id, metric_type, date) do update set count = d.count`);

/** Updates the summaries of the locked days; a day without samples is deleted. */
const countDays = (samples: readonly Sample[]) =>
  effect(sql`with rest as (
      select d.id, count(m.id)::int as count, sum(m.value) as sum, min(m.value) as min, max(m.value) as max, avg(m.value) as avg
      from ${healthMetricDays} d left join ${healthMetrics} m on m.user_id = d.user_id and m.metric_type = d.metric_type
        and m.date = d.date and m.dependent_id is not distinct from d.dependent_id
      where d.user_id = ${me} and exists (select from ${daysOf(samples)} t where t.metric_type = d.metric_type
        and t.date = d.date and t.dependent_id is not distinct from d.dependent_id)
      group by d.id
    ), gone as (delete from ${healthMetricDays} d using rest where d.id = rest.id and rest.count = 0)
    update ${healthMetricDays} d set sum = rest.sum, min = rest.min, max = rest.max, avg = rest.avg, count = rest.count
    from rest where d.id = rest.id and rest.count > 0`);

/** Inserts and corrects all of the samples, or fails with a conflict when one was stored or changed meanwhile. */
function storing(
  samples: readonly Sample[],
  changed: readonly Correction[],
  absorbed: readonly Known[],
  counts: Stored,
): Write<Stored> {
  const before = changed.map((one) => one.before);
  const settled = sql`select o.id from ${recordset([...before, ...absorbed], sql`o`)}`;
  return {
    kind: "write",
    // Corrections come first, because a new sample may have the place that a corrected one leaves.
    render: (slot, once) => sql`
      with corrected as (
        update ${healthMetrics} m set value = s.value, measured_at = s.measured_at, dependent_id = s.dependent_id,
          external_id = s.external_id, date = ${dayIn(sql`s.measured_at`, myZone)}
        from ${recordset(changed)}, (select b.id, b.value, b.measured_at, b.external_id from ${recordset(before, sql`b`)}) old
        where m.id = s.id and old.id = m.id and m.user_id = ${me} and m.value = old.value
          and m.external_id is not distinct from old.external_id
          and date_trunc('milliseconds', m.measured_at) = old.measured_at
        returning 1
      ), added as (
        insert into ${healthMetrics} (dependent_id, metric_type, value, unit, measured_at, date, source, external_id)
        select s.dependent_id, s.metric_type, s.value, s.unit, s.measured_at, ${dayIn(sql`s.measured_at`, myZone)},
          s.source, s.external_id
        from (select count(*) from corrected) before, ${recordset(samples)}
        where not exists (select from ${healthMetrics} m where m.user_id = ${me} and m.source = s.source
          and m.metric_type = s.metric_type and ${isAt(sql`m`)} and (m.external_id is null or s.external_id is null)
          and m.id not in (${settled}))
        order by s.source, s.metric_type, s.external_id, s.measured_at
        on conflict do nothing
        returning 1
      )
      select ${JSON.stringify(counts)}::jsonb as counts${kept(once, slot, sql`${JSON.stringify(counts)}::jsonb`)}
      where ((select count(*) from added) = ${samples.length} and (select count(*) from corrected) = ${changed.length})
        or raise_problem('LF005', ${raised(healthRefusals("samples_meanwhile"))})`,
    decode: () => ({ value: counts, events: [] }),
    decodeStored: (row) => ({
      received: Number(row?.received ?? 0),
      added: Number(row?.added ?? 0),
      updated: Number(row?.updated ?? 0),
      duplicates: Number(row?.duplicates ?? 0),
    }),
  };
}

/** Deletes samples that have become identical with an identified one. */
const dropping = (ctx: Ctx, absorbed: readonly Known[]) =>
  removeRow(
    ctx,
    healthMetrics,
    and(
      eq(healthMetrics.userId, me),
      isNull(healthMetrics.externalId),
      inArray(
        healthMetrics.id,
        absorbed.map((one) => one.id),
      ),
    ),
    { emits: { event: MetricDeleted } },
  );

/** The samples as rows of a relation `s`: one parameter, regardless of their number. */
function recordset(samples: readonly (Sample & { id?: string; date?: string })[], as: SQL = sql`s`): SQL {
  const rows = samples.map((one) => ({
    id: one.id,
    date: one.date,
    metric_type: one.metricType,
    value: one.value,
    unit: unitOf(one.metricType),
    measured_at: one.measuredAt,
    source: one.source ?? "manual",
    external_id: one.externalId,
    dependent_id: one.dependentId,
  }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as ${as}(id uuid, date date, metric_type text, value numeric, unit text,
    measured_at timestamptz, source text, external_id text, dependent_id uuid)`;
}

/** Deletes a sample and updates the summary of its day. */
export async function remove(ctx: Ctx, id: string): Promise<void> {
  const itsDay = sql`d.user_id = m.user_id and d.dependent_id is not distinct from m.dependent_id
    and d.metric_type = m.metric_type and d.date = m.date`;
  const first = [
    read(sql`select d.id from ${healthMetrics} m join ${healthMetricDays} d on ${itsDay}
      where m.id = ${id}::uuid and m.user_id = ${me} for update of d`),
    effect(sql`update ${healthMetricDays} d set sum = rest.sum, min = rest.min, max = rest.max, avg = rest.avg, count = rest.count
      from ${healthMetrics} m cross join lateral (
        select sum(o.value) as sum, min(o.value) as min, max(o.value) as max, avg(o.value) as avg, count(*)::int as count
        from ${healthMetrics} o where o.user_id = m.user_id and o.dependent_id is not distinct from m.dependent_id
          and o.metric_type = m.metric_type and o.date = m.date and o.id <> m.id
      ) rest
      where m.id = ${id}::uuid and m.user_id = ${me} and ${itsDay} and rest.count > 0`),
    effect(sql`delete from ${healthMetricDays} d using ${healthMetrics} m
      where m.id = ${id}::uuid and m.user_id = ${me} and ${itsDay} and not exists (
        select from ${healthMetrics} o where o.user_id = m.user_id and o.dependent_id is not distinct from m.dependent_id
          and o.metric_type = m.metric_type and o.date = m.date and o.id <> m.id)`),
  ];
  await transition(ctx, healthMetrics, id, {
    of: eq(healthMetrics.userId, me),
    change: { first, values: "removed", emits: { event: MetricDeleted } },
  });
}
