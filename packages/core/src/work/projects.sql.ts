/** Projects, and what their work costs. */
import { sql } from "drizzle-orm";
import { index } from "drizzle-orm/pg-core";
import { contacts } from "#core/people/contacts.sql";
import { hourlyRate } from "#core/work/hourly-rate";
import { goals, lifeDomains } from "#core/work/life-domains.sql";
import { day, oneOf, text, uuid, versioned } from "#kit/columns";
import { shared } from "#kit/table";

export const projects = shared(
  "projects",
  {
    lifeDomainId: uuid().references(() => lifeDomains.id, { onDelete: "set null" }),
    goalId: uuid().references(() => goals.id, { onDelete: "set null" }),
    name: text(200).notNull(),
    description: text(10_000),
    status: oneOf("active", "on_hold", "completed", "archived").notNull().default("active"),
    dueDate: day(),
    // Who the work is for.
    contactId: uuid().references(() => contacts.id, { onDelete: "set null" }),
    ...hourlyRate(),
    ...versioned(),
  },
  (t) => [
    index("projects_contact").on(t.contactId),
    index("projects_user").on(t.userId, sql`id desc`),
    index("projects_household").on(t.householdId, sql`id desc`).where(sql`household_id is not null`),
    index("projects_life_domain").on(t.lifeDomainId),
    index("projects_goal").on(t.goalId),
  ],
  { within: { goalId: "goals" }, title: "name" },
);
