/**
 * The Lambda that one would write without LifeOS: hono for the route, zod for what comes in, drizzle over Neon's driver. It
 * lists what `GET /v1/health/brain-logs` lists and creates what the POST creates, but for the event and the outbox.
 */
import { neon, neonConfig } from "@neondatabase/serverless";
import { and, desc, eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/neon-http";
import { doublePrecision, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { Hono } from "hono";
import { handle, type LambdaEvent } from "hono/aws-lambda";
import { validator } from "hono/validator";
import * as z from "zod";

const brainLogs = pgTable("brain_logs", {
  id: uuid().primaryKey().default(sql`uuidv7()`),
  userId: uuid("user_id").notNull(),
  category: text({ enum: ["learning", "social", "game"] }).notNull(),
  metricName: text("metric_name").notNull(),
  value: doublePrecision().notNull(),
  sentimentScore: doublePrecision("sentiment_score"),
  note: text(),
  sourceType: text("source_type"),
  sourceId: uuid("source_id"),
  loggedAt: timestamp("logged_at", { withTimezone: true, mode: "string" }).notNull(),
  createdAt: timestamp("created_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
  updatedAt: timestamp("updated_at", { withTimezone: true, mode: "string" }).notNull().defaultNow(),
});

const filter = z.string().max(2_000).optional();
const query = z.strictObject({
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .optional(),
  cursor: z
    .string()
    .max(1_000)
    .regex(/^[\w-]+$/)
    .optional(),
  sort: z.enum(["createdAt", "-createdAt", "loggedAt", "-loggedAt"]).optional(),
  scope: z.enum(["mine", "shared"]).optional(),
  category: filter,
  "category[ne]": filter,
  metricName: filter,
  "metricName[ne]": filter,
  loggedAt: filter,
  "loggedAt[lt]": filter,
  "loggedAt[lte]": filter,
  "loggedAt[gt]": filter,
  "loggedAt[gte]": filter,
  "loggedAt[ne]": filter,
  sourceType: filter,
  "sourceType[ne]": filter,
  "sourceType[null]": z.enum(["true", "false"]).optional(),
  sourceId: filter,
  "sourceId[ne]": filter,
  "sourceId[null]": z.enum(["true", "false"]).optional(),
});

const body = z.strictObject({
  category: z.enum(["learning", "social", "game"]),
  metricName: z.enum(["reaction_time_ms", "memory_grid_score", "pomodoro_minutes", "messages_sent", "mood_score"]),
  value: z.number(),
  sentimentScore: z.number().min(-1).max(1).nullish(),
  note: z.string().max(5_000).nullish(),
  loggedAt: z.iso.datetime({ offset: true }),
});

neonConfig.fetchEndpoint = process.env.DATABASE_HTTP_ENDPOINT!;
const db = drizzle(neon(process.env.DATABASE_URL!));

const app = new Hono<{ Bindings: { event: LambdaEvent } }>();

const userOf = (event: LambdaEvent) =>
  (event as unknown as { requestContext: { authorizer: { lambda: { userId: string } } } }).requestContext.authorizer
    .lambda.userId;

const speakAs = (userId: string) =>
  db.execute(
    sql`select set_config('role', 'lifeos_app', true), set_config('app.user_id', ${userId}, true), set_config('timezone', 'UTC', true)`,
  );

app.get(
  "/v1/health/brain-logs",
  validator("query", (value, c) => {
    const parsed = query.safeParse(value);
    return parsed.success ? parsed.data : c.json({ errors: parsed.error.issues }, 400);
  }),
  async (c) => {
    const { limit = 50, category } = c.req.valid("query");
    const userId = userOf(c.env.event);
    const [, rows] = await db.batch([
      speakAs(userId),
      db
        .select()
        .from(brainLogs)
        .where(and(eq(brainLogs.userId, userId), category ? eq(brainLogs.category, category as "social") : undefined))
        .orderBy(desc(brainLogs.id))
        .limit(limit + 1),
    ]);
    const data = rows.slice(0, limit);
    return c.json({ data, nextCursor: rows.length > limit ? data.at(-1)!.id : null });
  },
);

app.post(
  "/v1/health/brain-logs",
  validator("json", (value, c) => {
    const parsed = body.safeParse(value);
    return parsed.success ? parsed.data : c.json({ errors: parsed.error.issues }, 400);
  }),
  async (c) => {
    const userId = userOf(c.env.event);
    const values = { ...c.req.valid("json"), userId };
    const [, [row]] = await db.batch([speakAs(userId), db.insert(brainLogs).values(values).returning()]);
    return c.json(row, 201);
  },
);

export const handler = handle(app);
