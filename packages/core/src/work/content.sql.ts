/** Content to publish, from the idea to the post. */
import { sql } from "drizzle-orm";
import { index } from "drizzle-orm/pg-core";
import { lifeDomains } from "#core/work/life-domains.sql";
import { day, oneOf, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

export const contentStatuses = ["idea", "planned", "created", "scheduled", "published"] as const;

export const contentItems = owned(
  "content_items",
  {
    lifeDomainId: uuid().references(() => lifeDomains.id, { onDelete: "set null" }),
    title: text(300).notNull(),
    contentType: oneOf("photo_set", "video", "story", "post").notNull(),
    scheduledDate: day(),
    platform: text(60),
    status: oneOf(...contentStatuses)
      .notNull()
      .default("idea"),
    notes: text(10_000),
    ...versioned(),
  },
  (t) => [
    index("content_items_user").on(t.userId, sql`id desc`),
    index("content_items_user_scheduled").on(t.userId, t.scheduledDate).where(sql`scheduled_date is not null`),
    index("content_items_life_domain").on(t.lifeDomainId),
  ],
  { title: "title" },
);
