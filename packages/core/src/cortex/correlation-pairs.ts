/** Pairs of a person's own, which are looked for beside those that are looked for with everybody. */
import { sql } from "drizzle-orm";
import { hypotheses, type MeasureName, pillarOf } from "#core/cortex/correlation/hypotheses";
import { correlationPairs } from "#core/cortex/correlations.sql";
import { CorrelationPairEvents } from "#core/cortex/events";
import { cortexFields, cortexRefusals } from "#core/cortex/sayings";
import { inTurn } from "#core/platform/in-turn";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect } from "#kit/db";
import { AlreadyExists, Conflict, isConflict, wrongInput } from "#kit/problem";
import { me } from "#kit/table";
import type { Row } from "#kit/wire";

/** With each pair that is tested, a finding has to be clearer to be one. */
export const MAX_OWN_PAIRS = 8;

const TOO_MANY = "correlation_pairs";

/** Adds a pair. One flight. Throws InvalidInput for two measures of one pillar, AlreadyExists for a pair that is looked for. */
export async function add(
  ctx: Ctx,
  { behaviour, outcome }: { behaviour: MeasureName; outcome: MeasureName },
): Promise<Row<typeof correlationPairs>> {
  if (pillarOf[behaviour] === pillarOf[outcome]) throw wrongInput("#/outcome", cortexFields("of_other_pillar"));
  if (hypotheses.some((one) => one.behaviour === behaviour && one.outcome === outcome))
    throw AlreadyExists(cortexRefusals("pair_looked_for"));
  try {
    const [, , row] = await ctx.db.batch([
      inTurn(`cortex.correlationPairs ${ctx.actor.userId}`),
      effect(
        sql`select raise_problem('LF005', ${TOO_MANY}) from ${correlationPairs} where user_id = ${me} having count(*) >= ${MAX_OWN_PAIRS}::int`,
      ),
      insert(ctx, correlationPairs, { behaviour, outcome }, { emits: { event: CorrelationPairEvents.created } }),
    ]);
    return row;
  } catch (error) {
    if (isConflict(error) && (error as { detail?: string }).detail === TOO_MANY)
      throw Conflict(cortexRefusals("too_many_pairs", { max: MAX_OWN_PAIRS }));
    throw error;
  }
}

export const refusals = { correlation_pairs_unique: () => AlreadyExists(cortexRefusals("pair_looked_for")) };
