/** Accounts at other services that LifeOS may use for a person. */
import { sql } from "drizzle-orm";
import { index, unique } from "drizzle-orm/pg-core";
import { encrypted, instant, oneOf, strings, text, versioned } from "#kit/columns";
import { owned } from "#kit/table";

export const connectionProviders = [
  "google_calendar",
  "outlook_calendar",
  "apple_calendar",
  "plaid",
  "slack",
  "dropbox",
  "google_drive",
  "facebook",
  "apple_health",
  "google_fit",
  "matrix",
] as const;

export const connections = owned(
  "connections",
  {
    provider: oneOf(...connectionProviders).notNull(),
    externalAccountId: text(255).notNull(),
    accessToken: encrypted(),
    refreshToken: encrypted(),
    tokenExpiresAt: instant(),
    scopes: strings(50, 200).notNull().default(sql`'{}'`),
    status: oneOf("active", "needs_reauth", "revoked").notNull().default("active"),
    syncCursor: text(5000),
    lastSyncedAt: instant(),
    ...versioned(),
  },
  (t) => [
    unique("connections_unique").on(t.userId, t.provider, t.externalAccountId),
    index("connections_account").on(t.provider, t.externalAccountId),
  ],
  { deletedForGood: "its tokens are withdrawn; connecting again makes others" },
);
