/** Accounts come into being when somebody first shows a valid token: user, settings, a household of one, an inbound address. */
import { createHash } from "node:crypto";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { UserProvisioned, UserUpdated } from "#core/identity/events";
import { householdMembers, households } from "#core/identity/households.sql";
import { userSettings, users, verifiedAddresses } from "#core/identity/users.sql";
import { emailAddresses } from "#core/ingest/inbound-emails.sql";
import { newLocalPart } from "#core/ingest/local-part";
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
 * somebody else, whoever was told so last has it, and the former holder is left without. Last is who has the younger token (`iat`),
 * not who shows theirs later: the issuer knows when it said what, and of a token nobody knows when it will be shown. Of two tokens of
 * one second the first that is shown counts. `service` is a ctx of the service role: nobody can speak as a user who does not exist yet.
 */
export async function provision(service: Ctx, claims: Claims): Promise<Account> {
  const said = saidBy(service, claims);
  const known = await find(service, claims.subject, said);
  if (known) {
    if (said && known.isNews && !known.deletedAt) await moveAddress(service, known, said);
    return known;
  }
  try {
    await create(service, claims, said);
  } catch (error) {
    // Two first requests at once: the unique subject lets one through, and the other finds what it made.
    const made = (error as { code?: string }).code === "23505" && (await find(service, claims.subject, said));
    if (made) return made;
    throw error;
  }
  return (await find(service, claims.subject, said))!;
}

/** That an issuer said that an address is somebody's, and when. */
interface Said {
  email: string;
  at: string;
}

const saidBy = (service: Ctx, { email, issuedAt = service.now().toISOString() }: Claims): Said | undefined =>
  email === undefined ? undefined : { email: foldAscii(email), at: issuedAt };

type Known = Account & { email: string; isNews: boolean };

/** The account, and whether what is said of its address is not known yet. */
async function find(service: Ctx, subject: string, said: Said | undefined): Promise<Known | undefined> {
  const isNews = said
    ? sql<boolean>`not ${isOutdated(said, sql`${users.id}`)} and not (${users.email} = ${said.email} and ${isNoted(said, sql`${users.id}`)})`
    : sql<boolean>`false`;
  const [found] = await service.db.batch([
    db
      .select({
        id: users.id,
        role: users.role,
        tier: users.tier,
        deletedAt: users.deletedAt,
        email: users.email,
        isNews,
      })
      .from(users)
      .where(eq(users.authSubject, subject)),
  ]);
  return found[0];
}

/** Gives a known account another address, or notes that it still has the one that it has. */
async function moveAddress(service: Ctx, { id, email: before }: Known, said: Said): Promise<void> {
  const whose = sql`${id}::uuid`;
  await service.db.batch([
    ...takingTurns(before, said.email),
    // Two who take from each other lock both accounts in one order.
    read(sql`select from ${users} where id = ${whose} or email = ${said.email} order by id for update`),
    noting(said, whose),
    takingFromHolder(service, said, whose, isNoted(said, whose)),
    update(
      service,
      users,
      and(eq(users.id, id), sql`${users.email} <> ${said.email}`, isNoted(said, whose), sql`not ${isHeld(said.email)}`),
      { email: said.email },
      { emits: { event: UserUpdated, owner: id } },
    ),
  ]);
}

/** Two who are given the same address take turns, as do grants to it (see `claim_grants`). */
const takingTurns = (...addresses: string[]) =>
  [...new Set(addresses)]
    .sort()
    .map((address) => effect(sql`select pg_advisory_xact_lock(hashtextextended('address ' || ${address}::text, 0))`));

/** Whether a younger token said otherwise: that the address is somebody else's, or that theirs is another. */
const isOutdated = ({ email, at }: Said, whose: SQL): SQL => sql`exists (
  select from ${verifiedAddresses} v where v.verified_at > ${at}::timestamptz and (v.email = ${email} or v.user_id = ${whose})
    or v.verified_at = ${at}::timestamptz and v.email = ${email} and v.user_id <> ${whose})`;

const noting = (said: Said, whose: SQL) =>
  effect(sql`insert into ${verifiedAddresses} as v (email, user_id, verified_at)
    select ${said.email}, ${whose}, ${said.at}::timestamptz where not ${isOutdated(said, whose)}
    on conflict (email) do update set user_id = excluded.user_id, verified_at = excluded.verified_at`);

/** Whether it was noted, which is that it was not outdated. */
const isNoted = ({ email, at }: Said, whose: SQL): SQL => sql`exists (
  select from ${verifiedAddresses} v where v.email = ${email} and v.user_id = ${whose} and v.verified_at = ${at}::timestamptz)`;

/** Takes the address from whoever else has it. */
const takingFromHolder = (service: Ctx, said: Said, whose: SQL, condition: SQL) =>
  update(
    service,
    users,
    and(eq(users.email, said.email), sql`${users.id} <> ${whose}`, condition),
    { email: sql`left(encode(sha256(convert_to(auth_subject, 'UTF8')), 'hex'), 32) || ${NO_ADDRESS}` },
    { emits: { event: UserUpdated, owner: sql`changed.id` } },
  );

const isHeld = (email: string) => sql`exists (select from ${users} held where held.email = ${email})`;

/** What the addresses end in of people without one. */
const NO_ADDRESS = "@no-email.invalid";

async function create(service: Ctx, claims: Claims, said: Said | undefined): Promise<void> {
  const userId = uuidv7(service.now());
  const householdId = uuidv7(service.now());
  const name = claims.name === undefined ? null : cut(claims.name, 200);
  const none = `${createHash("sha256").update(claims.subject).digest("hex").slice(0, 32)}${NO_ADDRESS}`;
  const whose = sql`${userId}::uuid`;
  const itsTheirs = said && sql`not ${isOutdated(said, whose)}`;
  await service.db.batch([
    ...(said ? [...takingTurns(said.email), takingFromHolder(service, said, whose, itsTheirs!)] : []),
    insert(
      service,
      users,
      {
        id: userId,
        authSubject: claims.subject,
        email: said
          ? sql`case when ${itsTheirs!} and not ${isHeld(said.email)} then ${said.email} else ${none} end`
          : none,
        name,
        timezone: timeZoneOf(claims.timezone ?? "") ?? "UTC",
        locale: claims.locale,
      },
      { emits: { event: UserProvisioned, owner: userId } },
    ),
    ...(said ? [noting(said, whose)] : []),
    insert(service, userSettings, { userId }),
    insert(service, households, {
      id: householdId,
      name: name ? `${cut(name, 190)}'s home` : "Home",
      createdBy: userId,
    }),
    // A trigger may have made the creator a member already.
    effect(sql`insert into ${householdMembers} (household_id, user_id, role) values (${householdId}, ${userId}, 'admin')
      on conflict (household_id, user_id) do update set role = 'admin'`),
    insert(service, emailAddresses, { userId, localPart: newLocalPart(), label: "Inbox" }),
  ]);
}
