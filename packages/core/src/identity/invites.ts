/**
 * Invites to a household: for one address, once, for some days. The token is shown once to the person who invites, who passes it
 * on; its SHA-256 is stored, which suffices for 256 random bits.
 */

import { createHash, randomBytes } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { HouseholdJoined, InviteEvents } from "#core/identity/events";
import * as Households from "#core/identity/households";
import { householdInvites } from "#core/identity/households.sql";
import { identityFields, identityRefusals } from "#core/identity/sayings";
import { emit, insert, remove } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { effect, type Read, read } from "#kit/db";
import { type ListSpec, listRead, type Page } from "#kit/list";
import { Forbidden, NotFound, wrongInput } from "#kit/problem";
import { transition } from "#kit/transition";
import type { Row } from "#kit/wire";

export type Invite = Omit<Row<typeof householdInvites>, "tokenHash">;

export const OMIT = ["tokenHash"] as const;
export const listing: ListSpec<typeof householdInvites> = {
  filter: ["email", "expiresAt", "acceptedAt"],
  sort: ["expiresAt"],
  omit: OMIT,
};

const DEFAULT_DAYS = 7;
export const MAX_DAYS = 30;
const DAY_MS = 86_400_000;

/** The invites of a household, open and used ones, for its admins. */
export async function list(ctx: Ctx, householdId: string, query: Record<string, unknown>): Promise<Page<Invite>> {
  const [role, page] = await ctx.db.batch([
    Households.roleRead(householdId),
    listRead(householdInvites, listing, query, eq(householdInvites.householdId, householdId)),
  ]);
  const problem = Households.unlessAdmin(role);
  if (problem) throw problem;
  return page;
}

/** Invites the person with this address. It replaces an open invite of the same address, so that only one token is valid. */
export async function create(ctx: Ctx, householdId: string, given: { email: string; days?: number }) {
  const { email, days = DEFAULT_DAYS } = given;
  const token = randomBytes(32).toString("base64url");
  const tokenHash = hashOf(token);
  const expiresAt = new Date(ctx.now().getTime() + days * DAY_MS).toISOString();
  const openOnes = and(
    eq(householdInvites.householdId, householdId),
    eq(householdInvites.email, email),
    isNull(householdInvites.acceptedAt),
  );
  try {
    const [, made] = await ctx.db.batch([
      remove(ctx, householdInvites, openOnes, { emits: { event: InviteEvents.deleted } }),
      insert(
        ctx,
        householdInvites,
        { householdId, email, tokenHash, expiresAt },
        { emits: { event: InviteEvents.created } },
      ),
    ]);
    // A replay returns the row of the first request, whose token is not available any more.
    return { ...withoutHash(made), ...(made.tokenHash === tokenHash && { token }) };
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== "42501" && code !== "LF004") throw error;
    const [role] = await ctx.db.batch([Households.roleRead(householdId)]);
    throw Households.unlessAdmin(role) ?? error;
  }
}

/** Revokes an open invite. A used one stays, as a record of how the member joined. */
export async function revoke(ctx: Ctx, householdId: string, id: string): Promise<void> {
  await transition(ctx, householdInvites, id, {
    of: eq(householdInvites.householdId, householdId),
    beside: Households.roleRead(householdId),
    // Only admins see invites.
    missing: (role) => Households.unlessAdmin(role) ?? NotFound(),
    refuse: ({ acceptedAt }) => (acceptedAt === null ? undefined : Forbidden(identityRefusals("invite_accepted"))),
    change: { where: isNull(householdInvites.acceptedAt), values: "removed", emits: { event: InviteEvents.deleted } },
  });
}

/**
 * Adds the speaker to the household of an invite that was sent to their verified address. Accepting it again gives the same
 * answer. Any other token gets the same refusal, whether it is unknown, used, revoked, expired or another person's.
 */
export async function accept(ctx: Ctx, token: string): Promise<Households.Household> {
  const tokenHash = hashOf(token);
  const [invited] = await ctx.db.batch([invitedRead(ctx, tokenHash)]);
  if (!invited) throw NotGood();
  const household = Households.householdRead(invited.householdId);
  if (invited.joined) return (await ctx.db.batch([household]))[0]!;
  try {
    const [, , joined] = await ctx.db.batch([
      effect(sql`select accept_household_invite(${tokenHash}, ${ctx.now().toISOString()}::timestamptz)`),
      emit(ctx, HouseholdJoined, {
        entityId: invited.householdId,
        owner: ctx.actor.userId,
        householdId: invited.householdId,
        payload: {},
      }),
      household,
    ]);
    return joined!;
  } catch (error) {
    if ((error as { code?: string }).code !== "LF004") throw error;
    // The invite was changed at the same moment: the speaker accepted it with another request, or an admin revoked it.
    const [now, seen] = await ctx.db.batch([invitedRead(ctx, tokenHash), household]);
    if (now?.joined && seen) return seen;
    throw NotGood();
  }
}

const NotGood = () => wrongInput("#/token", identityFields("no_invite"), identityRefusals("invite_unknown"));

function invitedRead(ctx: Ctx, tokenHash: string): Read<{ householdId: string; joined: boolean } | undefined> {
  const query = read<{ householdId: string; joined: boolean }>(
    sql`select household_id as "householdId", joined from household_of_invite(${tokenHash}, ${ctx.now().toISOString()}::timestamptz)`,
  );
  return { ...query, decode: (result) => query.decode(result)[0] };
}

function withoutHash({ tokenHash: _, ...invite }: Row<typeof householdInvites>): Invite {
  return invite;
}

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex");
