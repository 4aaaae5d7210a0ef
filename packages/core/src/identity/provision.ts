/** Accounts come into being when somebody first shows a valid token: user, settings, a household of one, an inbound address. */
import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { UserProvisioned, UserUpdated } from "#core/identity/events";
import { householdMembers, households } from "#core/identity/households.sql";
import { userSettings, users } from "#core/identity/users.sql";
import { emailAddresses } from "#core/ingest/inbound-emails.sql";
import { newLocalPart } from "#core/ingest/local-part";
import { insert, update } from "#kit/change";
import { foldAscii } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { db, read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { insertInto } from "#kit/query-changes";
import { cut } from "#kit/text";
import { timeZoneOf } from "#kit/time-zones";

/** What a token says about its bearer (OpenID Connect Core 1.0, section 5.1). */
export interface Claims {
  subject: string;
  /** An address that the issuer has verified. */
  email?: string;
  /** When the issuer said so, in ISO 8601; now unless said. */
  issuedAt?: string;
  name?: string;
  timezone?: string;
  locale?: string;
}

export interface Account {
  id: string;
  role: "user" | "admin";
  tier: "free" | "starter" | "pro" | "team" | "enterprise";
  deletedAt: string | null;
}

/**
 * The account of a subject, made on first sight. Its address follows the one that the issuer has verified: when that moves to
 * somebody else, whoever was told so last has it, and the former holder is left without. `service` is a ctx of the service role:
 * nobody can speak as a user who does not exist yet.
 */
export async function provision(service: Ctx, claims: Claims): Promise<Account> {
  const known = await find(service, claims.subject);
  if (known) {
    if (claims.email !== undefined && foldAscii(claims.email) !== known.email && !known.deletedAt)
      await moveAddress(service, known.id, { ...claims, email: claims.email });
    return known;
  }
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

async function find(service: Ctx, subject: string): Promise<(Account & { email: string }) | undefined> {
  const [found] = await service.db.batch([
    db
      .select({ id: users.id, role: users.role, tier: users.tier, deletedAt: users.deletedAt, email: users.email })
      .from(users)
      .where(eq(users.authSubject, subject)),
  ]);
  return found[0];
}

/** Gives a known account another address, unless a later token said that it is somebody else's, or that theirs is another. */
async function moveAddress(service: Ctx, id: string, claims: Claims & { email: string }): Promise<void> {
  const { email, issuedAt = service.now().toISOString() } = claims;
  const mine = and(eq(users.id, id), notLaterThan(issuedAt));
  await service.db.batch([
    ...takingFromHolder(
      service,
      claims.email,
      issuedAt,
      sql`exists (select from ${users} me where me.id = ${id}::uuid and (me.email_verified_at is null or me.email_verified_at <= ${issuedAt}::timestamptz))`,
    ),
    update(
      service,
      users,
      and(mine, sql`not ${isHeld(email)}`),
      { email, emailVerifiedAt: issuedAt },
      { emits: { event: UserUpdated, owner: id } },
    ),
  ]);
}

/**
 * Takes an address from whoever has it, if nobody said later that it is theirs. Two who are given the same one take turns, as do
 * grants to it (see `claim_grants`). A token from before this moment gives it back to nobody.
 */
const takingFromHolder = (service: Ctx, email: string, issuedAt: string, condition = sql`true`) =>
  [
    read(sql`select pg_advisory_xact_lock(hashtextextended('address ' || ${foldAscii(email)}::text, 0))`),
    update(
      service,
      users,
      and(eq(users.email, email), notLaterThan(issuedAt), condition),
      {
        email: sql`left(encode(sha256(convert_to(auth_subject, 'UTF8')), 'hex'), 32) || ${NO_ADDRESS}`,
        emailVerifiedAt: sql`${issuedAt}::timestamptz + interval '1 second'`,
      },
      { emits: { event: UserUpdated, owner: sql`changed.id` } },
    ),
  ] as const;

const notLaterThan = (issuedAt: string) =>
  sql`(${users.emailVerifiedAt} is null or ${users.emailVerifiedAt} <= ${issuedAt}::timestamptz)`;
const isHeld = (email: string) => sql`exists (select from ${users} held where held.email = ${foldAscii(email)})`;

/** What the addresses end in of people without one. */
const NO_ADDRESS = "@no-email.invalid";

async function create(service: Ctx, claims: Claims): Promise<void> {
  const userId = uuidv7(service.now());
  const householdId = uuidv7(service.now());
  const name = claims.name === undefined ? null : cut(claims.name, 200);
  const none = `${createHash("sha256").update(claims.subject).digest("hex").slice(0, 32)}${NO_ADDRESS}`;
  const { email, issuedAt = service.now().toISOString() } = claims;
  await service.db.batch([
    ...(email === undefined ? [] : takingFromHolder(service, email, issuedAt)),
    insert(
      service,
      users,
      {
        id: userId,
        authSubject: claims.subject,
        email: email === undefined ? none : sql`case when ${isHeld(email)} then ${none} else ${foldAscii(email)} end`,
        emailVerifiedAt: email === undefined ? null : issuedAt,
        name,
        timezone: timeZoneOf(claims.timezone ?? "") ?? "UTC",
        locale: claims.locale,
      },
      { emits: { event: UserProvisioned, owner: userId } },
    ),
    insert(service, userSettings, { userId }),
    insert(service, households, {
      id: householdId,
      name: name ? `${cut(name, 190)}'s home` : "Home",
      createdBy: userId,
    }),
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
