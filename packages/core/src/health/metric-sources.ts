/** The sources of a person's samples, and the order in which they count where several have measured the same. */
import { type SQL, sql } from "drizzle-orm";
import { MetricSourcesOrdered, MetricsRecounted, MetricsRecountRequested } from "#core/health/events";
import { type MetricType, ruleOf } from "#core/health/metric-types";
import { samplesInTurn } from "#core/health/metrics";
import { healthMetrics, metricSourceCounts, metricSources, metricTypes } from "#core/health/metrics.sql";
import { healthFields } from "#core/health/sayings";
import { emit, insert, update } from "#kit/change";
import { isoInstant } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { type Read, read, uncounted } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { InvalidInput, wrong } from "#kit/problem";
import { matches, staleVersion } from "#kit/row";
import { me } from "#kit/table";

/** Of more sources a person has no samples; the database says the same. */
export const MAX_SOURCES = 200;

export const sourceKinds = ["worn", "other", "phone", "manual"] as const;

export interface Order {
  /** Null: of all types that have no order of their own. */
  metricType: MetricType | null;
  sources: string[];
  version: number;
}

export interface Source {
  source: string;
  /** By its name; it says where the source is as long as no order names it (see `metric_source_kind` in `migrations/`). */
  kind: (typeof sourceKinds)[number];
  samples: number;
  lastMeasuredAt: string;
  metricTypes: { metricType: MetricType; samples: number; lastMeasuredAt: string }[];
}

/** The sources of samples of a type, or of all, in the order in which they count; and the orders that the person has made. One flight. */
export async function list(ctx: Ctx, metricType?: MetricType): Promise<{ sources: Source[]; orders: Order[] }> {
  const [sources, orders] = await ctx.db.batch([
    read<Omit<Source, "kind" | "metricTypes"> & { kind: number; metricTypes: string }>(sql`
      select c.source, metric_source_kind(c.source) as kind, sum(c.samples)::int as samples, max(c.last_measured_at) as "lastMeasuredAt",
        jsonb_agg(jsonb_build_object('metricType', c.metric_type, 'samples', c.samples, 'lastMeasuredAt', c.last_measured_at)
          order by c.metric_type)::text as "metricTypes"
      from ${metricSourceCounts} c where c.user_id = ${me} and (${metricType ?? null}::text is null or c.metric_type = ${metricType ?? null}::text)
      group by c.source order by ${placeOf(sql`c.source`, metricType)} limit ${sql.raw(String(MAX_SOURCES))}`),
    ordersRead(),
  ]);
  return {
    sources: sources.map(({ kind, metricTypes: types, lastMeasuredAt, ...source }) => ({
      ...source,
      kind: sourceKinds[kind - 1]!,
      lastMeasuredAt: isoInstant(lastMeasuredAt),
      metricTypes: (JSON.parse(types) as Source["metricTypes"]).map((one) => ({
        ...one,
        lastMeasuredAt: new Date(one.lastMeasuredAt).toISOString(),
      })),
    })),
    orders,
  };
}

/** What sources of the speaker are ordered by, as SQL for ORDER BY; the same as in `metric_buckets`. */
export function placeOf(source: SQL, metricType?: MetricType): SQL {
  const place = (of: SQL) =>
    sql`array_position((select o.sources from ${metricSources} o where o.user_id = ${me} and ${of}), ${source})`;
  return sql`${metricType ? place(sql`o.metric_type = ${metricType}`) : sql`null::int`}, ${place(sql`o.metric_type is null`)},
    metric_source_kind(${source}), ${source} collate "C"`;
}

function ordersRead(): Read<Order[]> {
  const query = read<{ metricType: MetricType | null; sources: string; version: number }>(
    sql`select o.metric_type as "metricType", to_json(o.sources)::text as sources, o.version from ${metricSources} o where o.user_id = ${me} order by o.metric_type nulls first`,
  );
  return {
    ...query,
    decode: (result) =>
      query.decode(result).map(({ sources, ...order }) => ({ ...order, sources: JSON.parse(sources) as string[] })),
  };
}

/** How many of the newest days are calculated anew at once, while the person waits: two weeks, and three on which the last samples may have parts. */
const DAYS_AT_ONCE = 17;
const ATTEMPTS = 2;

/**
 * Says in which order the sources of a type, or of all types without an order of their own, count; those that are not named come after
 * these as usual. The newest days are calculated anew at once, and all others by `recount`, which follows from the event. Two flights. Throws
 * StaleVersion, and InvalidInput for a source that is named twice.
 */
export async function order(
  ctx: Ctx,
  { metricType, sources }: { metricType: MetricType | null; sources: readonly string[] },
  versions: number[] | undefined,
): Promise<Order> {
  const twice = sources.findIndex((source, at) => sources.indexOf(source) < at);
  if (twice >= 0)
    throw InvalidInput(undefined, { errors: [wrong(`#/sources/${twice}`, healthFields("source_twice"))] });
  for (let attempt = 1; ; attempt++) {
    const [orders] = await ctx.db.batch([knownRead(metricType)]);
    const known = orders[0];
    const stale = staleVersion(known ?? {}, versions);
    if (stale) throw stale;
    const emits = { event: MetricSourcesOrdered };
    const writing = known
      ? update(
          ctx,
          metricSources,
          sql`${metricSources.id} = ${known.id}::uuid and ${matches(metricSources, [known.version])!}`,
          { sources: [...sources] },
          { emits, orConflict: "The order was changed at the same moment; try again." },
        )
      : insert(ctx, metricSources, { id: uuidv7(ctx.now()), metricType, sources: [...sources] }, { emits });
    try {
      const [, row] = await ctx.db.batch([
        samplesInTurn(ctx),
        writing,
        recounting(typesOf(metricType), null, DAYS_AT_ONCE),
      ]);
      return { metricType, sources: row!.sources, version: row!.version };
    } catch (error) {
      // Somebody made the first order at the same moment: it is changed instead.
      if ((error as { code?: string }).code !== "23505" || attempt === ATTEMPTS) throw error;
    }
  }
}

const knownRead = (metricType: MetricType | null) =>
  read<{ id: string; version: number }>(
    sql`select o.id, o.version from ${metricSources} o where o.user_id = ${me} and o.metric_type is not distinct from ${metricType}::text`,
  );

/** The types whose days an order of a type, or of all, changes. */
const typesOf = (metricType: MetricType | null): MetricType[] =>
  (metricType === null ? metricTypes : [metricType]).filter((type) => ["minutes", "day"].includes(ruleOf(type)));

/** Calculates days of types anew (see `recount_metrics` in `migrations/`). It changes nothing that is right, so it may run any number of times. */
const recounting = (types: readonly MetricType[], before: string | null, days: number) =>
  uncounted<{ before: string | null }>(
    sql`select recount_metrics(${`{${types.join(",")}}`}::text[], ${before}::date, ${days}::int)::text as before`,
  );

/** A flight takes a second at most where there is a sample each second. */
const DAYS_A_FLIGHT = 7;
const FLIGHTS_A_SLICE = 20;

/** What is calculated anew: of a type, of all that sources are ordered for (null), or of every one, as after a move to another zone. */
export type Recounted = MetricType | null | "every";

/**
 * Calculates a slice of a person's days anew, the newest first of those before `before`. Yields the day before which there are more; null when
 * all is done.
 */
export async function recount(ctx: Ctx, what: Recounted, before: string | null): Promise<string | null> {
  const types = what === "every" ? metricTypes : typesOf(what);
  let next = before;
  for (let flight = 0; flight < FLIGHTS_A_SLICE; flight++) {
    const [[done]] = await ctx.db.batch([recounting(types, next, DAYS_A_FLIGHT)]);
    next = done?.before ?? null;
    if (next === null) break;
  }
  return next;
}

/** Says that all days are calculated anew, so that whoever looks at some of them looks again. */
export async function tellRecounted(ctx: Ctx): Promise<void> {
  await ctx.db.batch([emit(ctx, MetricsRecounted, { entityId: null, owner: ctx.actor.userId, payload: {} })]);
}

/** Asks for all days of a person to be calculated anew, where they have samples: their days are others in another zone. */
export async function requestRecount(ctx: Ctx): Promise<void> {
  const [[any]] = await ctx.db.batch([
    read<{ any: boolean }>(sql`select exists (select from ${healthMetrics} where user_id = ${me}) as any`),
  ]);
  if (any?.any)
    await ctx.db.batch([emit(ctx, MetricsRecountRequested, { entityId: null, owner: ctx.actor.userId, payload: {} })]);
}
