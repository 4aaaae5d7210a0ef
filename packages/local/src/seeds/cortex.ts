import { sql } from "drizzle-orm";
import { hypotheses, measuredPillars } from "#core/cortex/correlation/hypotheses";
import { correlations } from "#core/cortex/correlations.sql";
import { insights } from "#core/cortex/insights.sql";
import { userSettings } from "#core/identity/users.sql";
import { effect, type Query } from "#kit/db";
import { me } from "#kit/table";
import { added } from "../added.ts";
import type { Given } from "../seeds.ts";

const DAYS = 28;

export default function cortex({ ctx, life, today }: Given): Query[] {
  const through = new Date(Date.parse(today) - 86_400_000).toISOString().slice(0, 10);
  const pairs = hypotheses.map((pair) => ({ ...pair, through, days: DAYS, untested: "too_few_days" as const }));
  return [
    ...added(ctx, insights, life.insights),
    // As the last night left it: four weeks are too few to say what goes together.
    ...added(ctx, correlations, pairs),
    effect(
      sql`update ${userSettings} set correlation_pillars = string_to_array(${measuredPillars.join()}, ',') where user_id = ${me}`,
    ),
  ];
}
