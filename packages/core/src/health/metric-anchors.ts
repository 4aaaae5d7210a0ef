/**
 * How far a phone has sent what it measures. HealthKit's anchored queries and Health Connect's changes have a token that means something to
 * the phone alone, and cannot be compared. So a batch says from which one it has gone on, and is refused when that is not the last one:
 * of two uploads at once, the second would otherwise lead back, or past what the first has not sent. An anchor is kept in the transaction that
 * stores its samples, so that neither is ever ahead of the other.
 */
import { sql } from "drizzle-orm";
import { type Beside, type Stored, writeSamples } from "#core/health/metrics";
import { metricAnchors } from "#core/health/metrics.sql";
import type { Sample } from "#core/health/metrics-known";
import { healthRefusals } from "#core/health/sayings";
import type { Ctx } from "#kit/ctx";
import { effect, type Query } from "#kit/db";
import { raised } from "#kit/saying";
import { me } from "#kit/table";

/** A phone has one for each kind of data, and a person few phones. */
export const MAX_ANCHORS = 200;

export interface Anchor {
  /** What the phone calls itself and what it sends, such as "Robin's iPhone steps": a name of its own, not that of a sample's source. */
  source: string;
  anchor: string;
  /** The anchor that it has gone on from; null the first time, and where the phone begins anew. */
  after: string | null;
}

/** Stores a batch of a phone with its anchor. As `writeSamples`, and throws Conflict when the phone has gone on from another anchor. */
export const writeBatch = (
  ctx: Ctx,
  samples: readonly Sample[],
  { deleted, anchor }: Pick<Beside, "deleted"> & { anchor?: Anchor },
): Promise<Stored> => writeSamples(ctx, samples, { deleted, first: anchor ? keeping(anchor) : [] });

/** A batch that comes again has its own anchor there already, and changes nothing. */
const keeping = ({ source, anchor, after }: Anchor): Query[] => [
  effect(sql`
    select raise_problem('LF005', ${raised(healthRefusals("anchor_moved"))})
    where ${after}::text is distinct from ${storedAnchor(source)} and ${after}::text is not null and ${anchor}::text is distinct from ${storedAnchor(source)}`),
  effect(sql`
    select raise_problem('LF005', ${raised(healthRefusals("too_many_anchors", { max: MAX_ANCHORS }))})
    where ${storedAnchor(source)} is null and (select count(*) from ${metricAnchors} where user_id = ${me}) >= ${MAX_ANCHORS}::int`),
  effect(sql`
    insert into ${metricAnchors} as a (source, anchor) values (${source}, ${anchor})
    on conflict (user_id, source) do update set anchor = excluded.anchor, version = a.version + 1 where a.anchor <> excluded.anchor`),
];

const storedAnchor = (source: string) =>
  sql`(select a.anchor from ${metricAnchors} a where a.user_id = ${me} and a.source = ${source}::text)`;
