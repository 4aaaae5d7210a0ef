/** Access for others: grants on rows, and API keys for programs. */
import { sql } from "drizzle-orm";
import { type AnyPgColumn, check, index, primaryKey, uniqueIndex } from "drizzle-orm/pg-core";
import { households } from "#core/identity/households.sql";
import { users } from "#core/identity/users.sql";
import { asciiCaseless, id, instant, integer, oneOf, strings, text, uuid, versioned } from "#kit/columns";
import { custom, ME, owned, service, timestamps } from "#kit/table";

export const grantRoles = ["owner", "collaborator", "viewer"] as const;

/**
 * A grant counts only when its grantor owns the row: matching the entity alone would let anyone grant themselves anything.
 *
 * A grant to an e-mail address waits until somebody has that address: a trigger finds the grantee, at once or when they first
 * sign in. The grantor is not told who that is, or whether there is anybody.
 */
export const accessGrants = custom(
  "access_grants",
  {
    id: id(),
    entityType: text(100).notNull(),
    entityId: uuid().notNull(),
    grantorId: uuid()
      .notNull()
      .default(sql.raw("nullif(current_setting('app.user_id', true), '')::uuid"))
      .references(() => users.id, { onDelete: "cascade" }),
    granteeId: uuid().references(() => users.id, { onDelete: "cascade" }),
    email: asciiCaseless(320, { format: "email" }),
    role: oneOf(...grantRoles)
      .notNull()
      .default("viewer"),
    ...timestamps(),
  },
  {
    read: (row) => `${row}.grantor_id = ${ME} OR ${row}.grantee_id = ${ME}`,
    // Without this check, a grant on another person's row would give no access, but appear in the grantee's list.
    insert: `access_grants.grantor_id = ${ME} AND may_grant(access_grants.entity_type, access_grants.entity_id)`,
    update: `access_grants.grantor_id = ${ME}`,
    remove: `access_grants.grantor_id = ${ME} OR access_grants.grantee_id = ${ME}`,
  },
  (t) => [
    // A separate index, so that a grant to an address is accepted even if its owner has one by user id already: a refusal would
    // reveal that.
    uniqueIndex("access_grants_person")
      .on(t.grantorId, t.entityType, t.entityId, t.granteeId)
      .where(sql`email is null`),
    uniqueIndex("access_grants_address")
      .on(t.grantorId, t.entityType, t.entityId, t.email)
      .where(sql`email is not null`),
    index("access_grants_waiting").on(t.email).where(sql`grantee_id is null`),
    index("access_grants_entity").on(t.entityId, t.granteeId),
    index("access_grants_grantee").on(t.granteeId, t.entityId),
    index("access_grants_grantor").on(t.grantorId),
    check("access_grants_not_self", sql`grantor_id <> grantee_id`),
    check("access_grants_to_somebody", sql`grantee_id is not null or email is not null`),
  ],
);

/**
 * Counts for each person how often the set of rows that they may see has changed without a change of the rows themselves: a
 * person joins a household, a grant is given, a row leaves its household. Triggers count once for each transaction; no entry
 * means zero. An offline client whose copy has another count has stale or missing rows (see `changes` of kit).
 */
export const accessRevisions = custom(
  "access_revisions",
  {
    userId: uuid()
      .primaryKey()
      .references(() => users.id, { onDelete: "cascade" }),
    revision: integer().notNull().default(1),
    ...timestamps(),
  },
  { read: (row) => `${row}.user_id = ${ME}` },
);

/**
 * Rows that were removed from a household, with the time of the last removal. Events from before it are no longer visible to the
 * household's members (see the policy of `events`).
 */
export const unsharedRows = custom(
  "unshared_rows",
  {
    entityId: uuid().notNull(),
    householdId: uuid()
      .notNull()
      .references(() => households.id, { onDelete: "cascade" }),
    unsharedAt: instant().notNull().default(sql`now()`),
  },
  { read: (row) => `${row}.household_id = ANY(((select my_households()))::uuid[])` },
  (t) => [primaryKey({ columns: [t.entityId, t.householdId] }), index("unshared_rows_household").on(t.householdId)],
);

/**
 * Rows that were moved into another container, with the time of the last move. A person who was granted the container sees only
 * events since then (see `my_granted_since`). Triggers maintain it, for owners who share anything.
 */
export const movedRows = service(
  "moved_rows",
  {
    entityId: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    movedAt: instant().notNull().default(sql`now()`),
  },
  (t) => [index("moved_rows_user").on(t.userId)],
);

export const apiKeys = owned(
  "api_keys",
  {
    name: text(100).notNull(),
    prefix: text(20).notNull(),
    secretHash: text(200, { secret: true }).notNull().unique(),
    scopes: strings(50, 50).notNull().default(sql`'{}'`),
    lastUsedAt: instant(),
    expiresAt: instant(),
    revokedAt: instant(),
    dailyQuota: integer(),
    /** The key with which this one was made. Revoking the parent revokes this key as well. */
    parentId: uuid().references((): AnyPgColumn => apiKeys.id, { onDelete: "cascade" }),
    ...versioned(),
  },
  (t) => [
    index("api_keys_parent").on(t.parentId),
    index("api_keys_user").on(t.userId, sql`id`),
    index("api_keys_prefix").on(t.prefix),
  ],
  { private: true, deletedForGood: "a key that was revoked must not open anything again" },
);
