/** Life domains, the goals in them, and sprints. */

import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index, uniqueIndex } from "drizzle-orm/pg-core";
import * as z from "zod/mini";
import { jsonAtMost } from "#kit/check";
import { boolean, day, integer, json, oneOf, smallint, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

/** Further data of a domain from a template or a client: scalars and lists by name. */
export const lifeDomainConfig = z.record(z.string().check(z.maxLength(60)), z.unknown()).check(jsonAtMost(10_000));

export const goalLevels = ["yearly", "quarterly", "monthly", "weekly"] as const;
export const goalStatuses = ["active", "completed", "abandoned", "paused"] as const;
export const sprintStatuses = ["planned", "active", "completed", "cancelled"] as const;

const slug = {
  regex: /^[a-z0-9]+(?:[-_][a-z0-9]+)*$/,
  says: "must be lower-case letters and digits, in words that - or _ joins",
};

export const lifeDomains = owned(
  "life_domains",
  {
    name: text(100).notNull(),
    slug: text(60, { pattern: slug }).notNull(),
    // One of the templates' kinds (client_work, software, side_project, life_admin, modeling, escort, content, physical) or one
    // of the user's own.
    kind: text(60, { pattern: slug }).notNull(),
    color: text(7, { format: "color" }),
    icon: text(60),
    description: text(2000),
    isActive: boolean().notNull().default(true),
    sortOrder: integer().notNull().default(0),
    config: json(lifeDomainConfig).notNull().default(sql`'{}'`),
    ...versioned(),
  },
  (t) => [
    uniqueIndex("life_domains_slug").on(t.userId, t.slug).where(sql`deleted_at is null`),
    index("life_domains_user").on(t.userId, sql`id desc`),
    check("life_domains_color_check", sql`color ~ '^#[0-9A-Fa-f]{6}$'`),
  ],
  { title: "name" },
);

export const goals = owned(
  "goals",
  {
    lifeDomainId: uuid().references(() => lifeDomains.id, { onDelete: "set null" }),
    parentId: uuid().references((): AnyPgColumn => goals.id, { onDelete: "set null" }),
    title: text(300).notNull(),
    description: text(10_000),
    level: oneOf(...goalLevels).notNull(),
    status: oneOf(...goalStatuses)
      .notNull()
      .default("active"),
    targetDate: day(),
    progressPct: smallint({ min: 0, max: 100 }).notNull().default(0),
    sortOrder: integer().notNull().default(0),
    ...versioned(),
  },
  (t) => [
    index("goals_user").on(t.userId, sql`id desc`),
    index("goals_parent").on(t.parentId),
    index("goals_life_domain").on(t.lifeDomainId),
    // Longer cycles cannot be checked within a row; a trigger refuses them.
    check("goals_parent_check", sql`parent_id <> id`),
  ],
  { within: { parentId: "goals" }, title: "title" },
);

export const sprints = owned(
  "sprints",
  {
    lifeDomainId: uuid().references(() => lifeDomains.id, { onDelete: "set null" }),
    name: text(200).notNull(),
    startDate: day().notNull(),
    endDate: day().notNull(),
    status: oneOf(...sprintStatuses)
      .notNull()
      .default("planned"),
    goal: text(2000),
    retrospective: text(10_000),
    ...versioned(),
  },
  (t) => [
    index("sprints_user").on(t.userId, sql`id desc`),
    index("sprints_life_domain").on(t.lifeDomainId),
    // Sprints without a domain count as one group; when a domain is deleted, a trigger (pause_sprint) prevents two active ones in
    // that group.
    uniqueIndex("sprints_one_active")
      .on(t.userId, sql`coalesce(life_domain_id, user_id)`)
      .where(sql`status = 'active' and deleted_at is null`),
    check("sprints_dates_check", sql`end_date >= start_date`),
  ],
  { title: "name" },
);
