/** The parts of the dashboard that cortex adds. */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { InsightEvents, InsightFound, InsightRated } from "#core/cortex/events";
import { insights as insightTable } from "#core/cortex/insights.sql";
import { dashboardPart, iso, rows } from "#core/platform/dashboard-part";
import { SentencesCoded } from "#core/platform/told";
import { Coded } from "#kit/saying";
import { me } from "#kit/table";
import { Instant, Uuid } from "#kit/wire";

export const insights = dashboardPart({
  shape: z.array(
    z.strictObject({
      id: Uuid,
      insightType: z.string(),
      title: z.string(),
      titleCoded: z.nullable(Coded),
      body: z.string(),
      bodyCoded: z.nullable(SentencesCoded),
      confidence: z.number(),
      createdAt: Instant,
    }),
  ),
  empty: [],
  changedBy: [InsightEvents, InsightFound, InsightRated],
  // What a captured text says is told with the text: it would push out what was noticed of the person's own life.
  figures: rows(
    sql`select id, insight_type as "insightType", title, title_coded as "titleCoded", body, body_coded as "bodyCoded", confidence, ${iso("created_at")} as "createdAt" from ${insightTable}
      where user_id = ${me} and data_stream_id is null and feedback is distinct from 'dismissed' order by id desc limit 3`,
  ),
});
