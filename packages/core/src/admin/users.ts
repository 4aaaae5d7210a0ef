/** People as administrators see them: who they are, what they may do, and their sessions. Whoever looks is recorded. */
import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { changesPerMinuteOf } from "#cloud/admission";
import { tierAtLeast } from "#cloud/least-tier";
import { Audited, type AuditedPage, audit, auditAside, audited, auditedPage } from "#core/admin/audit";
import { type Figure, figure, known, notKnown } from "#core/admin/figures";
import { figureSayings } from "#core/admin/sayings";
import { UserUpdated } from "#core/identity/events";
import { IDENTITY_CACHE_SECONDS } from "#core/identity/sessions";
import { users } from "#core/identity/users.sql";
import { isoInstant } from "#kit/columns";
import { ifMatch } from "#kit/conditions";
import type { Ctx, Tier } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { type ListSpec, listQuery, listRead } from "#kit/list";
import { findRow } from "#kit/row";
import { transition, transitionBatch } from "#kit/transition";
import { Instant, patchSchema, type Row, rowSchema, Text, Uuid } from "#kit/wire";

type User = Row<typeof users>;

const OMIT = ["authSubject", "emailVerifiedAt"] as const;
const listing: ListSpec<typeof users> = {
  filter: ["tier", "role", "createdAt", "email"],
  sort: ["email", "name"],
  omit: OMIT,
};

/** `q` is part of a name or address, in either case, or an id. */
export const Query = listQuery(users, listing, { q: z.optional(Text(320, 1)) });
export const Summary = rowSchema(users, OMIT);
export const Users = auditedPage(Summary);
type Summary = Omit<User, (typeof OMIT)[number]>;

const Count = figure(z.int());
export const Detail = rowSchema(users, OMIT, {
  limits: z.strictObject({
    /** What counts: the person's own limit, or that of their tier. */
    changesPerMinute: z.int(),
    changesPerMinuteOfTier: z.int(),
  }),
  sessions: z.strictObject({
    open: Count,
    /** Of what they changed themselves, by a session or an API key. */
    lastChangeAt: z.nullable(Instant),
  }),
  tokenBalance: Count,
  counts: z.strictObject({
    households: z.int(),
    apiKeys: z.int(),
    /** Up to 10,000: who has more has at least so many. */
    events: z.int(),
    openDeadLetters: z.int(),
  }),
  audited: Audited,
});
type Detail = z.output<typeof Detail>;

export const Change = patchSchema(users, ["tier", "changesPerMinute"]);

export const SessionsEnded = z.strictObject({
  userId: Uuid,
  /** Tokens that were made before are refused. */
  tokensValidFrom: Instant,
  /** By then every cache has forgotten them. */
  effectiveBy: Instant,
});

export async function list(ctx: Ctx, query: z.output<typeof Query>): Promise<AuditedPage<Summary>> {
  const { q, limit, cursor, ...filters } = query;
  const [page] = await ctx.db.batch([
    listRead(users, listing, query, q === undefined ? undefined : saying(q)),
    auditAside(ctx, "admin.users.listed", { entityType: "users", details: { q, ...filters } }),
  ]);
  return { ...page, ...audited };
}

function saying(text: string): SQL {
  const id = Uuid.safeParse(text).data ?? null;
  return sql`(strpos(lower(${users.email}), lower(${text}::text)) > 0 or strpos(lower(${users.name}), lower(${text}::text)) > 0 or ${users.id} = ${id}::uuid)`;
}

export async function get(ctx: Ctx, id: string): Promise<Detail> {
  const [user, facts] = await findRow(ctx, users, id, factsRead(id), look(ctx, id));
  return detail(user, facts);
}

/** The record that somebody was looked at. */
const look = (ctx: Ctx, id: string) =>
  auditAside(ctx, "admin.user.read", { entityType: "users", entityId: id, details: {} });

/** Changes what somebody may do, if the row still has one of the versions of `condition` (If-Match). */
export async function update(
  ctx: Ctx,
  id: string,
  values: z.output<typeof Change>,
  condition: string | undefined,
): Promise<Detail> {
  const [user, , facts] = await transitionBatch(ctx, users, id, {
    versions: ifMatch(condition),
    // Whoever comes too late is told how the person is now, and so has looked at them.
    answer: summary,
    looking: [look(ctx, id)],
    change: {
      values,
      emits: { event: UserUpdated, owner: id },
      also: () => [
        audit(ctx, "admin.user.updated", { entityType: "users", entityId: id, details: { ...values } }),
        factsRead(id),
      ],
    },
  });
  return detail(user, facts as Facts);
}

/** Refuses all tokens that somebody has. Their API keys go on: they are revoked by themselves. */
export async function endSessions(ctx: Ctx, id: string): Promise<z.output<typeof SessionsEnded>> {
  const now = ctx.now().toISOString();
  const user = await transition(ctx, users, id, {
    change: {
      values: { tokensValidFrom: now },
      emits: { event: UserUpdated, owner: id },
      also: () => [
        audit(ctx, "admin.user.sessions_ended", {
          entityType: "users",
          entityId: id,
          details: { tokensValidFrom: now },
        }),
      ],
    },
  });
  // Of a request that is repeated, the time is that of the first.
  const tokensValidFrom = user.tokensValidFrom ?? now;
  const effectiveBy = new Date(Date.parse(tokensValidFrom) + IDENTITY_CACHE_SECONDS * 1_000).toISOString();
  return { userId: id, tokensValidFrom, effectiveBy };
}

interface Facts {
  households: number;
  apiKeys: number;
  events: number;
  openDeadLetters: number;
  lastChangeAt: string | null;
  tokenBalance: string | null;
  /** What an administrator has set, as it is now. */
  rateLimits: string | null;
}

const MOST_COUNTED = 10_000;

function factsRead(id: string): Read<Facts> {
  const facts = read<Facts>(sql`select
    (select count(*)::int from household_members where user_id = ${id}::uuid) as households,
    (select count(*)::int from api_keys where user_id = ${id}::uuid and revoked_at is null) as "apiKeys",
    (select count(*)::int from (select from events where user_id = ${id}::uuid limit ${MOST_COUNTED}) counted) as events,
    (select count(*)::int from dead_letters d join events e on e.id::text = d.event_id
      where d.status = 'open' and e.user_id = ${id}::uuid) as "openDeadLetters",
    (select created_at from events where actor_id = ${id}::uuid and origin = 'api' order by id desc limit 1) as "lastChangeAt",
    (select current_token_balance::text from user_settings where user_id = ${id}::uuid) as "tokenBalance",
    (select value #>> '{}' from system_config where key = 'RATE_LIMITS') as "rateLimits"`);
  return { ...facts, decode: (result) => facts.decode(result)[0]! };
}

/** What administrators see of the row. */
const summary = ({ authSubject: _, emailVerifiedAt: __, ...user }: User): Summary => user;

function detail(row: User, facts: Facts): Detail {
  const user = summary(row);
  const { tokenBalance, lastChangeAt, rateLimits, ...counts } = facts;
  const changesPerMinuteOfTier = changesPerMinuteOf(tierAtLeast(user.tier as Tier), rateLimits ?? undefined);
  return {
    ...user,
    limits: { changesPerMinute: user.changesPerMinute ?? changesPerMinuteOfTier, changesPerMinuteOfTier },
    sessions: { open: OPEN_SESSIONS, lastChangeAt: lastChangeAt && isoInstant(lastChangeAt) },
    tokenBalance: tokenBalance === null ? notKnown(figureSayings("no_settings_yet")) : known(Number(tokenBalance)),
    counts,
    ...audited,
  };
}

const OPEN_SESSIONS: Figure = notKnown(figureSayings("sessions_are_the_issuers"));
