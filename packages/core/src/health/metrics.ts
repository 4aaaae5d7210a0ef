/**
 * Samples of metrics. What they add up to on each day is calculated by the database in the statement that writes them (`tally_metrics` in
 * `migrations/`), whoever writes.
 *
 * Of a person's writers one writes at a time: whichever comes later sees what the earlier one wrote.
 */

import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { MetricDeleted, MetricsLogged } from "#core/health/events";
import { allMeasured } from "#core/health/metric-samples";
import { type MetricType, unitOf } from "#core/health/metric-types";
import { healthMetrics } from "#core/health/metrics.sql";
import { type Correction, type Known, type Sample, settle } from "#core/health/metrics-known";
import { healthRefusals } from "#core/health/sayings";
import { myZone } from "#core/identity/zone";
import { inTurn } from "#core/platform/in-turn";
import { emit, remove as removeRow } from "#kit/change";
import { kept } from "#kit/change-statement";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { effect, type Query, type Read, read, type Write } from "#kit/db";
import { isConflict } from "#kit/problem";
import { raised } from "#kit/saying";
import { me } from "#kit/table";
import { transition } from "#kit/transition";

export interface Stored {
  received: number;
  /** The number of new samples. */
  added: number;
  /** The number of known samples of which anything has changed. */
  updated: number;
  /** The number of samples that changed nothing: known and unchanged, or repeated later in the same batch. */
  duplicates: number;
  /** The number of samples that were deleted because their source has deleted them. */
  deleted: number;
}

/** How often a batch is retried after another one has written meanwhile; on a retry, the other's samples count as known. */
const ATTEMPTS = 3;

/** Whoever writes samples of a person waits for those who do the same; the same lock as in `tally_metrics`. */
export const samplesInTurn = (ctx: Ctx): Write<undefined> => inTurn(`metrics ${ctx.actor.userId}`);

/** What else a batch does. */
export interface Beside {
  /** Samples that their source has deleted, by its ids; of any source unless one is given. They go before the others come. */
  deleted?: readonly Deleted[];
  /** Statements of the transaction that stores the samples, before them. */
  first?: readonly Query[];
}

export interface Deleted {
  source?: string;
  externalId: string;
}

/**
 * Stores up to 1,000 new samples and corrects known ones, and with them the rollup of their days. Returns the counts. Two flights: one
 * reads what is known, one writes.
 */
export async function writeSamples(ctx: Ctx, given: readonly Sample[], beside: Beside = {}): Promise<Stored> {
  const samples = allMeasured(given);
  const { first = [] } = beside;
  for (let attempt = 1; ; attempt++) {
    const [known, doomed] = await ctx.db.batch([knownAmong(samples), doomedRead(samples, beside.deleted ?? [])]);
    const gone = new Set(doomed.map(({ id }) => id));
    const { unseen, changed, absorbed } = settle(samples, known.filter(({ id }) => !gone.has(id)).map(inWire));
    const counts = {
      received: samples.length,
      added: unseen.length,
      updated: changed.length,
      duplicates: samples.length - unseen.length - changed.length,
      deleted: doomed.length,
    };
    const written = [...unseen, ...changed, ...doomed];
    const event = emit(ctx, MetricsLogged, {
      entityId: null,
      owner: ctx.actor.userId,
      payload: {
        count: unseen.length,
        updated: changed.length,
        metricTypes: [...new Set(written.map((one) => one.metricType))].sort(),
        ...(doomed.length > 0 && { deleted: doomed.length }),
      },
    });
    try {
      const write = storing(unseen, changed, absorbed, counts);
      if (written.length === 0 && first.length === 0) return (await ctx.db.batch([write]))[0];
      const results = await ctx.db.batch([
        samplesInTurn(ctx),
        ...first,
        ...(doomed.length > 0 ? [deleting(doomed)] : []),
        write,
        ...(absorbed.length > 0 ? [dropping(ctx, absorbed)] : []),
        ...(written.length > 0 ? [event] : []),
      ]);
      return results[1 + first.length + (doomed.length > 0 ? 1 : 0)] as Stored;
    } catch (error) {
      if (!isOvertaken(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Whether somebody else was first; what is refused for another reason is refused again. */
const isOvertaken = (error: unknown) =>
  isConflict(error) && String((error as { detail?: string }).detail).includes(healthRefusals("samples_meanwhile").code);

/**
 * The stored rows that are the same as one of the samples, the oldest first. Each is looked for by itself: for a table that grows this fast
 * PostgreSQL has no statistics by which it would find a join that is not quadratic.
 */
export function knownAmong(samples: readonly Sample[]) {
  const columns = sql`m.id, m.version, m.source, m.metric_type as "metricType", m.external_id as "externalId", m.value::float8 as value,
    m.measured_at as "measuredAt", m.ended_at as "endedAt", m.device, m.stage, m.dependent_id as "dependentId"`;
  const rows = (where: SQL) =>
    sql`select m.* from ${healthMetrics} m where m.user_id = ${me} and m.metric_type = s.metric_type and m.source = s.source and ${where} offset 0`;
  return read<Known>(sql`
    select distinct ${columns} from ${recordset(samples)}
    cross join lateral (
      (${rows(sql`s.external_id is not null and m.external_id = s.external_id`)})
      union all
      (${rows(sql`${isAt(sql`m`)} and (m.external_id is null or s.external_id is null)`)})) m
    order by id`);
}

/** The stored rows that their sources have deleted, but for those that come again in the same batch. */
function doomedRead(samples: readonly Sample[], deleted: readonly Deleted[]): Read<Doomed[]> {
  const here = new Set(samples.map(({ source = "manual", externalId }) => JSON.stringify([source, externalId])));
  const query = read<Doomed>(sql`
    select m.id, m.source, m.metric_type as "metricType", m.external_id as "externalId"
    from (select distinct d.source, d."externalId" from jsonb_to_recordset(${JSON.stringify(deleted)}::jsonb) d(source text, "externalId" text)) d
    join ${healthMetrics} m on m.user_id = ${me} and m.external_id = d."externalId" and (d.source is null or m.source = d.source)
    order by m.id`);
  return {
    ...query,
    decode: (result) => {
      const rows = query.decode(result).filter((row) => !here.has(JSON.stringify([row.source, row.externalId])));
      return [...new Map(rows.map((row) => [row.id, row])).values()];
    },
  };
}

interface Doomed {
  id: string;
  source: string;
  metricType: MetricType;
  externalId: string;
}

/** Deletes them, or fails with a conflict when somebody else has done so meanwhile. The event of the batch tells how many they were. */
const deleting = (doomed: readonly Doomed[]) =>
  effect(sql`
    with gone as (delete from ${healthMetrics} where user_id = ${me} and id = any(${`{${doomed.map(({ id }) => id).join(",")}}`}::uuid[]) returning 1)
    select raise_problem('LF005', ${raised(healthRefusals("samples_meanwhile"))}) where (select count(*) from gone) < ${doomed.length}::int`);

/** PostgreSQL's format of instants is not reliably parsed by JavaScript, so it becomes ISO 8601; and what is absent is undefined. */
export const inWire = (row: Known): Known => ({
  ...row,
  measuredAt: isoInstant(row.measuredAt),
  endedAt: row.endedAt ? isoInstant(row.endedAt) : undefined,
  externalId: row.externalId ?? undefined,
  device: row.device ?? undefined,
  stage: row.stage ?? undefined,
  dependentId: row.dependentId ?? undefined,
});

/** Whether a row and a sample of one type have the same place (see `placeOf`). */
const isAt = (row: SQL) => sql`${row}.measured_at = s.measured_at and ${row}.source = s.source
  and ${row}.ended_at is not distinct from s.ended_at and ${row}.device is not distinct from s.device
  and ${row}.stage is not distinct from s.stage and ${row}.dependent_id is not distinct from s.dependent_id`;

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
        update ${healthMetrics} m set value = s.value, measured_at = s.measured_at, ended_at = s.ended_at, device = s.device, stage = s.stage,
          dependent_id = s.dependent_id, external_id = s.external_id
        from ${recordset(changed)}, (select b.id, b.version from ${recordset(before, sql`b`)}) old
        where m.id = s.id and old.id = m.id and m.user_id = ${me} and m.version = old.version
        returning 1
      ), added as (
        insert into ${healthMetrics} (dependent_id, metric_type, value, unit, measured_at, ended_at, date, source, device, stage, external_id)
        select s.dependent_id, s.metric_type, s.value, s.unit, s.measured_at, s.ended_at,
          metric_day(s.metric_type, s.measured_at, s.ended_at, zone.name), s.source, s.device, s.stage, s.external_id
        from (select ${myZone}::text as name) zone, (select count(*) from corrected) before, ${recordset(samples)}
        where not exists (select from ${healthMetrics} m where m.user_id = ${me}
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
      deleted: Number(row?.deleted ?? 0),
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
function recordset(samples: readonly (Sample & { id?: string; version?: number })[], as: SQL = sql`s`): SQL {
  const rows = samples.map((one) => ({
    id: one.id,
    version: one.version,
    metric_type: one.metricType,
    value: one.value,
    unit: unitOf(one.metricType),
    measured_at: one.measuredAt,
    ended_at: one.endedAt,
    source: one.source ?? "manual",
    device: one.device,
    stage: one.stage,
    external_id: one.externalId,
    dependent_id: one.dependentId,
  }));
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as ${as}(id uuid, version int, metric_type text, value numeric, unit text,
    measured_at timestamptz, ended_at timestamptz, source text, device text, stage text, external_id text, dependent_id uuid)`;
}

/** Deletes a sample, and what it adds to its days. */
export async function remove(ctx: Ctx, id: string, versions?: number[]): Promise<void> {
  await transition(ctx, healthMetrics, id, {
    of: eq(healthMetrics.userId, me),
    versions,
    change: { first: [samplesInTurn(ctx)], values: "removed", emits: { event: MetricDeleted } },
  });
}
