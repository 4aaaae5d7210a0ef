/**
 * The tables that kit itself needs, as far as it needs them: what a change writes beside its row, and what says whose a row is. Core declares
 * the whole of them with their policies (platform/events.sql, identity/users.sql and their like). Kit names no other table, and these
 * nowhere else: platform-tables.test.ts sees to both, and to there being such tables.
 */
import { pgTable, uuid } from "drizzle-orm/pg-core";

/** What happened: one row for each event, with the columns of EventRow. */
export const EVENTS = "events";
/** `event_id` of each event that has to leave the database. */
export const OUTBOX = "outbox";
/** Who looked at what is kept encrypted. */
export const AUDIT_LOGS = "audit_logs";
/** That `grantee_id` may use the row `entity_id` of `grantor_id` in a `role`. */
export const ACCESS_GRANTS = "access_grants";
/** How often (`revision`) a person's `user_id` access to rows of others has changed. */
export const ACCESS_REVISIONS = "access_revisions";

/** Every row references its user, and many a household. */
export const users = pgTable("users", { id: uuid().primaryKey() });
export const households = pgTable("households", { id: uuid().primaryKey() });
