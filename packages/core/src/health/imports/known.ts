/** What of an import's measurements is here already. */
import { type SQL, sql } from "drizzle-orm";
import { healthMetrics } from "#core/health/metrics.sql";
import type { Sample } from "#core/health/metrics-known";
import type { Ctx } from "#kit/ctx";
import { read } from "#kit/db";
import { me } from "#kit/table";

/** The row that is the same measurement. */
export interface Here {
  id: string;
  version: number;
  /** Whether it says all that the sample says. */
  isSame: boolean;
  /** The import that has created it. */
  importId: string | null;
}

interface Found {
  at: number;
  id: string;
  version: number;
  isSame: boolean;
  importId: string | null;
}

/** What it was taken for by an import of before (see `SampleRow`). */
export type Asked = Sample & { takenFor?: { measuredAt: string; endedAt?: string } };

/**
 * Finds, for each of up to 1,000 samples, the row of its source's id, or else one of the same type, source, device, start, end and stage of which
 * one of both has no such id (`placeOf` of health/metrics-known.ts). Of one with `takenFor` that place is where an import of before has put it, and
 * at its own one only what no import has made counts: what imports have put there is something else. Each is looked for by itself: a table that grows as fast as in an import
 * has no statistics by which PostgreSQL would find a join that is not quadratic.
 */
export async function hereAmong(ctx: Ctx, samples: readonly Asked[]): Promise<(Here | undefined)[]> {
  const given = JSON.stringify(
    samples.map((one, at) => ({
      at,
      metric_type: one.metricType,
      value: one.value,
      measured_at: one.measuredAt,
      ended_at: one.endedAt,
      source: one.source,
      device: one.device,
      stage: one.stage,
      external_id: one.externalId,
      was_at: one.takenFor?.measuredAt,
      was_ended: one.takenFor?.endedAt,
    })),
  );
  const isPlaced = sql`m.measured_at = s.measured_at and m.ended_at is not distinct from s.ended_at
    and m.device is not distinct from s.device and m.stage is not distinct from s.stage`;
  const same = sql`m.value = s.value and ${isPlaced} and m.external_id is not distinct from coalesce(s.external_id, m.external_id)`;
  const rows = (where: SQL, order: SQL) => sql`
    select ${order} as rank, m.id, m.version, m.import_id, ${same} as is_same from ${healthMetrics} m
    where m.user_id = ${me} and m.metric_type = s.metric_type and m.source = s.source and m.dependent_id is null and ${where} offset 0`;
  const moved = samples.some(({ takenFor }) => takenFor)
    ? sql`union all
        (${rows(
          sql`s.was_at is not null and m.external_id is null and m.import_id is not null and m.measured_at = s.was_at
            and m.ended_at is not distinct from s.was_ended and m.device is not distinct from s.device and m.stage is not distinct from s.stage`,
          sql`1`,
        )})`
    : sql``;
  const [found] = await ctx.db.batch([
    read<Found>(sql`
      select distinct on (s.at) s.at, m.id, m.version, m.is_same as "isSame", m.import_id as "importId"
      from jsonb_to_recordset(${given}::jsonb) s (at int, metric_type text, value numeric, measured_at timestamptz, ended_at timestamptz,
        source text, device text, stage text, external_id text, was_at timestamptz, was_ended timestamptz)
      cross join lateral (
        (${rows(sql`s.external_id is not null and m.external_id = s.external_id`, sql`0`)})
        union all
        (${rows(
          sql`${isPlaced} and (m.external_id is null or s.external_id is null) and (s.was_at is null or m.import_id is null)`,
          sql`2`,
        )})
        ${moved}) m
      order by s.at, m.rank, not m.is_same, m.id`),
  ]);
  const byPlace = new Map(found.map((one) => [one.at, one]));
  return samples.map((_, at) => byPlace.get(at));
}
