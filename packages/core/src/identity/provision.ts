/** Creates an account when a person first presents a valid token: user, settings, a household of one, an inbound address. */
import { createHash } from "node:crypto";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { UserProvisioned, UserUpdated } from "#core/identity/events";
import { householdMembers, households } from "#core/identity/households.sql";
import { isEnded } from "#core/identity/sessions";
import { userSettings, users, verifiedAddresses } from "#core/identity/users.sql";
import { emailAddresses } from "#core/ingest/inbound-emails.sql";
import { newLocalPart } from "#core/ingest/local-part";
import { inTurn } from "#core/platform/in-turn";
import { insert, update } from "#kit/change";
import { foldAscii } from "#kit/columns";
import type { Ctx } from "#kit/ctx";
import { db, effect, read } from "#kit/db";
import { uuidv7 } from "#kit/ids";
import { cut } from "#kit/text";
import { timeZoneOf } from "#kit/time-zones";

/** What a token says about its bearer (OpenID Connect Core 1.0, section 5.1). */
export interface Claims {
  subject: string;
  /** An address that the issuer has verified. */
  email?: string;
  /** When the issuer made the token, in ISO 8601; now unless given. */
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
  /** Tokens from before are refused. */
  tokensValidFrom: string | null;
  changesPerMinute: number | null;
}

/**
 * The account of a subject, created when the subject is first seen. Its address is the one that the issuer has verified. When the
 * issuer gives an address to another person, the person with the youngest token (`iat`) has it, and the former holder is left
 * without one. The time at which a token is presented does not count, because an old token may be presented late. Of two tokens
 * of one second the first one presented counts. `service` is a ctx of the service role: nobody can act as a user who does not
 * exist yet.
 */
export async function provision(service: Ctx, claims: Claims): Promise<Account> {
  const claim = addressClaimOf(service, claims);
  const known = await find(service, claims.subject, claim);
  if (known) {
    const counts = !known.deletedAt && !isEnded(known.tokensValidFrom, issuedAtOf(service, claims));
    if (claim && known.isNewClaim && counts) await moveAddress(service, known, claim);
    return known;
  }
  try {
    await create(service, claims, claim);
  } catch (error) {
    // Two first requests at once: the unique subject lets one succeed, and the other finds its account.
    const made = (error as { code?: string }).code === "23505" && (await find(service, claims.subject, claim));
    if (made) return made;
    throw error;
  }
  return (await find(service, claims.subject, claim))!;
}

/** An issuer's statement that a verified address belongs to a person, with its time. */
interface AddressClaim {
  email: string;
  at: string;
}

const issuedAtOf = (service: Ctx, { issuedAt }: Claims): string => issuedAt ?? service.now().toISOString();

const addressClaimOf = (service: Ctx, claims: Claims): AddressClaim | undefined =>
  claims.email === undefined ? undefined : { email: foldAscii(claims.email), at: issuedAtOf(service, claims) };

type FoundAccount = Account & { email: string; isNewClaim: boolean };

/** The account, and whether the statement about its address is new. */
async function find(service: Ctx, subject: string, claim: AddressClaim | undefined): Promise<FoundAccount | undefined> {
  const isNewClaim = claim
    ? sql<boolean>`not ${isOutdated(claim, sql`${users.id}`)} and not (${users.email} = ${claim.email} and ${isRecorded(claim, sql`${users.id}`)})`
    : sql<boolean>`false`;
  const [found] = await service.db.batch([
    db
      .select({
        id: users.id,
        role: users.role,
        tier: users.tier,
        deletedAt: users.deletedAt,
        tokensValidFrom: users.tokensValidFrom,
        changesPerMinute: users.changesPerMinute,
        email: users.email,
        isNewClaim,
      })
      .from(users)
      .where(eq(users.authSubject, subject)),
  ]);
  return found[0];
}

/** Gives an existing account another address, or records that its address was verified again. */
async function moveAddress(service: Ctx, { id, email: before }: FoundAccount, claim: AddressClaim): Promise<void> {
  const whose = sql`${id}::uuid`;
  await service.db.batch([
    ...lockAddresses(before, claim.email),
    // Locks both accounts in a fixed order, so that two people who swap addresses do not deadlock.
    read(sql`select from ${users} where id = ${whose} or email = ${claim.email} order by id for update`),
    recordClaim(claim, whose),
    takeFromHolder(service, claim, whose, isRecorded(claim, whose)),
    update(
      service,
      users,
      and(
        eq(users.id, id),
        sql`${users.email} <> ${claim.email}`,
        isRecorded(claim, whose),
        sql`not ${isHeld(claim.email)}`,
      ),
      { email: claim.email },
      { emits: { event: UserUpdated, owner: id } },
    ),
  ]);
}

/** Locks addresses, so that two accounts that get the same address take turns, as grants to it do (see `claim_grants`). */
const lockAddresses = (...addresses: string[]) =>
  [...new Set(addresses)].sort().map((address) => inTurn(`address ${address}`));

/** Whether a younger token contradicts the statement: it gave the address to another person, or the person another address. */
const isOutdated = ({ email, at }: AddressClaim, whose: SQL): SQL => sql`exists (
  select from ${verifiedAddresses} v where v.verified_at > ${at}::timestamptz and (v.email = ${email} or v.user_id = ${whose})
    or v.verified_at = ${at}::timestamptz and v.email = ${email} and v.user_id <> ${whose})`;

const recordClaim = (claim: AddressClaim, whose: SQL) =>
  effect(sql`insert into ${verifiedAddresses} as v (email, user_id, verified_at)
    select ${claim.email}, ${whose}, ${claim.at}::timestamptz where not ${isOutdated(claim, whose)}
    on conflict (email) do update set user_id = excluded.user_id, verified_at = excluded.verified_at`);

/** Whether the statement was recorded, because it was not outdated. */
const isRecorded = ({ email, at }: AddressClaim, whose: SQL): SQL => sql`exists (
  select from ${verifiedAddresses} v where v.email = ${email} and v.user_id = ${whose} and v.verified_at = ${at}::timestamptz)`;

/** Takes the address from the account that has it now. */
const takeFromHolder = (service: Ctx, claim: AddressClaim, whose: SQL, condition: SQL) =>
  update(
    service,
    users,
    and(eq(users.email, claim.email), sql`${users.id} <> ${whose}`, condition),
    { email: sql`left(encode(sha256(convert_to(auth_subject, 'UTF8')), 'hex'), 32) || ${NO_ADDRESS}` },
    { emits: { event: UserUpdated, owner: sql`changed.id` } },
  );

const isHeld = (email: string) => sql`exists (select from ${users} held where held.email = ${email})`;

/** The suffix of the placeholder addresses of people without a verified address. */
const NO_ADDRESS = "@no-email.invalid";

async function create(service: Ctx, claims: Claims, claim: AddressClaim | undefined): Promise<void> {
  const userId = uuidv7(service.now());
  const householdId = uuidv7(service.now());
  const name = claims.name === undefined ? null : cut(claims.name, 200);
  const none = `${createHash("sha256").update(claims.subject).digest("hex").slice(0, 32)}${NO_ADDRESS}`;
  const whose = sql`${userId}::uuid`;
  const isCurrent = claim && sql`not ${isOutdated(claim, whose)}`;
  await service.db.batch([
    ...(claim ? [...lockAddresses(claim.email), takeFromHolder(service, claim, whose, isCurrent!)] : []),
    insert(
      service,
      users,
      {
        id: userId,
        authSubject: claims.subject,
        email: claim
          ? sql`case when ${isCurrent!} and not ${isHeld(claim.email)} then ${claim.email} else ${none} end`
          : none,
        name,
        timezone: timeZoneOf(claims.timezone ?? "") ?? "UTC",
        locale: claims.locale,
      },
      { emits: { event: UserProvisioned, owner: userId } },
    ),
    ...(claim ? [recordClaim(claim, whose)] : []),
    insert(service, userSettings, { userId }),
    insert(service, households, {
      id: householdId,
      name: name ? `${cut(name, 190)}'s home` : "Home",
      createdBy: userId,
    }),
    // A trigger may have added the creator as a member already.
    effect(sql`insert into ${householdMembers} (household_id, user_id, role) values (${householdId}, ${userId}, 'admin')
      on conflict (household_id, user_id) do update set role = 'admin'`),
    insert(service, emailAddresses, { userId, localPart: newLocalPart(), label: "Inbox" }),
  ]);
}
