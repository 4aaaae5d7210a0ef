/** Accounts come into being when somebody first shows a valid token: user, settings, a household of one, an inbound address. */
import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { UserProvisioned } from "#core/identity/events";
import { householdMembers, households } from "#core/identity/households.sql";
import { userSettings, users } from "#core/identity/users.sql";
import { emailAddresses } from "#core/ingest/inbound-emails.sql";
import { newLocalPart } from "#core/ingest/local-part";
import { insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { db } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { insertInto } from "#kit/query-changes";
import { timeZoneOf } from "#kit/time-zones";

/** What a token says about its bearer (OpenID Connect Core 1.0, section 5.1). */
export interface Claims {
  subject: string;
  email?: string;
  name?: string;
  timezone?: string;
}

export interface Account {
  id: string;
  role: "user" | "admin";
  tier: "free" | "starter" | "pro" | "team" | "enterprise";
  deletedAt: string | null;
}

/** The account of a subject, made on first sight. `service` is a ctx of the service role: nobody can speak as a user who does not exist yet. */
export async function provision(service: Ctx, claims: Claims): Promise<Account> {
  const known = await find(service, claims.subject);
  if (known) return known;
  try {
    await create(service, claims);
  } catch (error) {
    // Two first requests at once: the unique subject lets one through, and the other finds what it made.
    const made = (error as { code?: string }).code === "23505" && (await find(service, claims.subject));
    if (made) return made;
    throw error;
  }
  return (await find(service, claims.subject))!;
}

async function find(service: Ctx, subject: string): Promise<Account | undefined> {
  const [found] = await service.db.batch([
    db
      .select({ id: users.id, role: users.role, tier: users.tier, deletedAt: users.deletedAt })
      .from(users)
      .where(eq(users.authSubject, subject)),
  ]);
  return found[0];
}

async function create(service: Ctx, claims: Claims): Promise<void> {
  const userId = uuidv7(service.now());
  const householdId = uuidv7(service.now());
  const name = claims.name?.slice(0, 200) ?? null;
  await service.db.batch([
    insert(
      service,
      users,
      {
        id: userId,
        authSubject: claims.subject,
        email:
          claims.email ?? `${createHash("sha256").update(claims.subject).digest("hex").slice(0, 32)}@no-email.invalid`,
        name,
        timezone: timeZoneOf(claims.timezone ?? "") ?? "UTC",
      },
      { emits: { event: UserProvisioned, owner: userId } },
    ),
    insert(service, userSettings, { userId }),
    insert(service, households, { id: householdId, name: name ? `${name}'s home` : "Home", createdBy: userId }),
    // A trigger may have made the creator a member already.
    insertInto(householdMembers)
      .values({ householdId, userId, role: "admin" })
      .onConflictDoUpdate({
        target: [householdMembers.householdId, householdMembers.userId],
        set: { role: sql`'admin'` },
      }),
    insert(service, emailAddresses, { userId, localPart: newLocalPart(), label: "Inbox" }),
  ]);
}
