/**
 * Households, their members and their invites. A policy on household_members that reads household_members would recurse for ever,
 * so membership is looked up by two definer functions: `my_households()` and `my_admin_households()`.
 */
import { sql } from "drizzle-orm";
import { index, unique } from "drizzle-orm/pg-core";
import { users } from "#core/identity/users.sql";
import { asciiCaseless, id, instant, oneOf, text, uuid, versioned } from "#kit/columns";
import { custom, ME, timestamps } from "#kit/table";

const MINE = "ANY(((select my_households()))::uuid[])";
const ADMINISTERED = "ANY(((select my_admin_households()))::uuid[])";
const me = sql.raw("nullif(current_setting('app.user_id', true), '')::uuid");

// The creator of a household sees it immediately: RETURNING checks the policy before the trigger that makes them its first admin
// has run. This holds only in the creating transaction, so that a creator who has left sees no more than anybody else.
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

// Nobody adds members directly: definer functions do, when a household is created and when an invite is accepted.
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

// The invitee is not a member yet and accepts with the token, through a definer function.
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
