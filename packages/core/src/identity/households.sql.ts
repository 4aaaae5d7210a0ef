/**
 * Households, who belongs to them and who is asked to. A policy on household_members that reads household_members
 * recurses for ever, so membership is asked of two definer functions: `my_households()` and `my_admin_households()`.
 */
import { sql } from "drizzle-orm";
import { index, unique } from "drizzle-orm/pg-core";
import { users } from "#core/identity/users.sql";
import { asciiCaseless, id, instant, oneOf, text, uuid, versioned } from "#kit/columns";
import { custom, ME, timestamps } from "#kit/table";

const MINE = "ANY(((select my_households()))::uuid[])";
const ADMINISTERED = "ANY(((select my_admin_households()))::uuid[])";
const me = sql.raw("nullif(current_setting('app.user_id', true), '')::uuid");

// Whoever creates a household sees it at once: RETURNING asks before the trigger that makes them its first admin has run. That
// is true in its own transaction only, for whoever left the household they once created sees no more of it than anybody.
export const households = custom(
  "households",
  {
    id: id(),
    name: text(200).notNull(),
    createdBy: uuid()
      .default(me)
      .references(() => users.id, { onDelete: "set null" }),
    ...versioned(),
    ...timestamps(),
  },
  {
    read: (row) => `${row}.id = ${MINE} OR (${row}.created_by = ${ME} AND ${row}.created_at = now())`,
    insert: `households.created_by = ${ME}`,
    update: `households.id = ${ADMINISTERED}`,
    remove: `households.id = ${ADMINISTERED}`,
  },
  (t) => [index("households_created_by").on(t.createdBy)],
);

export const householdRoles = ["admin", "member"] as const;

// Nobody adds members directly: creating a household and accepting an invite do, each through a definer function.
export const householdMembers = custom(
  "household_members",
  {
    id: id(),
    householdId: uuid()
      .notNull()
      .references(() => households.id, { onDelete: "cascade" }),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    role: oneOf(...householdRoles)
      .notNull()
      .default("member"),
    ...timestamps(),
  },
  {
    read: (row) => `${row}.household_id = ${MINE}`,
    update: `household_members.household_id = ${ADMINISTERED}`,
    remove: `household_members.user_id = ${ME} OR household_members.household_id = ${ADMINISTERED}`,
  },
  (t) => [unique("household_members_unique").on(t.householdId, t.userId), index("household_members_user").on(t.userId)],
);

// The invitee is not a member yet and accepts by the token, through a definer function.
export const householdInvites = custom(
  "household_invites",
  {
    id: id(),
    householdId: uuid()
      .notNull()
      .references(() => households.id, { onDelete: "cascade" }),
    email: asciiCaseless(320, { format: "email" }).notNull(),
    tokenHash: text(100, { secret: true }).notNull().unique(),
    expiresAt: instant().notNull(),
    acceptedAt: instant(),
    ...timestamps(),
  },
  {
    read: (row) => `${row}.household_id = ${ADMINISTERED}`,
    insert: `household_invites.household_id = ${ADMINISTERED}`,
    remove: `household_invites.household_id = ${ADMINISTERED}`,
  },
  (t) => [index("household_invites_household").on(t.householdId, t.id)],
);
