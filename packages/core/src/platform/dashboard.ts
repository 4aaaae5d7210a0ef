/**
 * The parts of the dashboard that the platform adds. An API key sees only notifications and events of its pillars; row-level
 * security guarantees that.
 */
import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { dashboardPart, iso, row, rows } from "#core/platform/dashboard-part";
import { NotificationAnswered, NotificationRead, NotificationSent } from "#core/platform/events";
import { events as eventTable } from "#core/platform/events.sql";
import { notifications as notificationTable } from "#core/platform/notifications.sql";
import { SentencesCoded } from "#core/platform/told";
import { Coded } from "#kit/saying";
import { me } from "#kit/table";
import { Instant, Uuid } from "#kit/wire";

const Question = z.strictObject({
  id: Uuid,
  kind: z.string(),
  title: z.string(),
  titleCoded: z.nullable(Coded),
  body: z.nullable(z.string()),
  bodyCoded: z.nullable(SentencesCoded),
  action: z.record(z.string(), z.unknown()),
  createdAt: Instant,
});

/** Questions that wait for an answer, the newest first. */
const questions = (limit: number) =>
  sql`select id, kind, title, title_coded as "titleCoded", body, body_coded as "bodyCoded", action, ${iso("created_at")} as "createdAt" from ${notificationTable}
    where user_id = ${me} and answered_at is null and action -> 'answer' is not null order by id desc limit ${sql.raw(String(limit))}`;

export const notifications = dashboardPart({
  shape: z.strictObject({
    /** At most 1,000, which means that many or more. */
    unread: z.int(),
    /** The newest question that waits for an answer. */
    question: z.nullable(Question),
    /** The ten newest. */
    questions: z.array(Question),
  }),
  empty: { unread: 0, question: null, questions: [] },
  changedBy: [NotificationSent, NotificationRead, NotificationAnswered],
  figures: row(
    sql`select (select count(*) from (select from ${notificationTable} where user_id = ${me} and read_at is null limit 1000) unread) as "unread",
      ${row(questions(1))} as "question", ${rows(questions(10))} as "questions"`,
  ),
});

export const events = dashboardPart({
  shape: z.array(
    z.strictObject({
      id: Uuid,
      type: z.string(),
      entityType: z.nullable(z.string()),
      entityId: z.nullable(Uuid),
      createdAt: Instant,
    }),
  ),
  empty: [],
  changedBy: "every event",
  figures: rows(
    sql`select id, event_type as type, entity_type as "entityType", entity_id as "entityId", ${iso("created_at")} as "createdAt" from ${eventTable}
      where user_id = ${me} order by id desc limit 10`,
  ),
});
