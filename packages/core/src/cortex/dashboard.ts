/** The parts of the dashboard that cortex adds. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { InsightEvents, InsightFound, InsightRated } from "#core/cortex/events";
import { insights as insightTable } from "#core/cortex/insights.sql";
import { dashboardPart, iso, rows } from "#core/platform/dashboard-part";
import { me } from "#kit/table";
import { Instant, Uuid } from "#kit/wire";

export const insights = dashboardPart({
  shape: z.array(
    z.strictObject({
      id: Uuid,
      insightType: z.string(),
      title: z.string(),
      body: z.string(),
      confidence: z.number(),
      createdAt: Instant,
    }),
  ),
  empty: [],
  changedBy: [InsightEvents, InsightFound, InsightRated],
  figures: rows(
    sql`select id, insight_type as "insightType", title, body, confidence, ${iso("created_at")} as "createdAt" from ${insightTable}
      where user_id = ${me} and feedback is distinct from 'dismissed' order by id desc limit 3`,
  ),
});
