/** Accounts at other services that LifeOS may use for a person. */
import { sql } from "drizzle-orm";
import { index, unique } from "drizzle-orm/pg-core";
import { connectionProviders } from "#core/identity/provider-names";
import { encrypted, instant, oneOf, strings, text, uuid, versioned } from "#kit/columns";
import { owned } from "#kit/table";

export const connections = owned(
  "connections",
  {
    provider: oneOf(...connectionProviders).notNull(),
    externalAccountId: text(255).notNull(),
    /** What its owner knows the account by: an address, a name. */
    accountName: text(320),
    accessToken: encrypted(),
    refreshToken: encrypted(),
    tokenExpiresAt: instant(),
    /** Until then one process is refreshing the token, and the others wait for what it gets. */
    refreshingUntil: instant(),
    scopes: strings(50, 200).notNull().default(sql`'{}'`),
    status: oneOf("active", "needs_reauth", "revoked").notNull().default("active"),
    /** When the provider will let nobody in any more unless the person agrees again, as far as it has said so. */
    reauthDueAt: instant(),
    syncCursor: text(5000),
    /** The hash of the token of Plaid's by which it was linked last: that token counts once there, and may come here again. */
    publicTokenHash: text(64, { secret: true }),
    lastSyncedAt: instant(),
    ...versioned(),
  },
  (t) => [
    unique("connections_unique").on(t.userId, t.provider, t.externalAccountId),
    index("connections_account").on(t.provider, t.externalAccountId),
  ],
  { deletedForGood: "its tokens are withdrawn; connecting again makes others" },
);

/**
 * Connections that a person has begun to make and the provider has not answered yet. The state that comes back with its answer is kept as
 * a hash, and counts once, until it expires, for the person who began.
 */
export const connectionAuthorizations = owned(
  "connection_authorizations",
  {
    provider: oneOf(...connectionProviders).notNull(),
    stateHash: text(64, { secret: true }).notNull().unique(),
    /** The code verifier of PKCE (RFC 7636), which the provider asks for when the code is exchanged; of Plaid, the token of its page. */
    verifier: encrypted(200),
    /** The connection that is to be agreed to anew, where it is not a new one. */
    connectionId: uuid().references(() => connections.id, { onDelete: "cascade" }),
    /** Where the browser goes afterwards. */
    returnTo: text(2000).notNull(),
    expiresAt: instant().notNull(),
  },
  (t) => [
    index("connection_authorizations_user").on(t.userId, t.expiresAt),
    index("connection_authorizations_connection").on(t.connectionId).where(sql`connection_id is not null`),
  ],
  { private: true, deletedForGood: "each counts once" },
);
