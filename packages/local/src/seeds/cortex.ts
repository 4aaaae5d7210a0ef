import { insights } from "#core/cortex/insights.sql";
import type { Query } from "#kit/db";
import { added } from "../added.ts";
import type { Given } from "../seeds.ts";

export default function cortex({ ctx, life }: Given): Query[] {
  return added(ctx, insights, life.insights);
}
