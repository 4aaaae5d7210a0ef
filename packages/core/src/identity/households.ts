/** Households: their members, roles, and how people leave. */

import { eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { HouseholdEvents, HouseholdLeft, MemberUpdated } from "#core/identity/events";
import { householdMembers, type householdRoles, households } from "#core/identity/households.sql";
import { NOBODY, type People, peopleRead } from "#core/identity/people";
import { identityRefusals } from "#core/identity/sayings";
import { remove } from "#kit/change";
import { ifMatch } from "#kit/conditions";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { type ListSpec, listRead, type Page } from "#kit/list";
import { Forbidden, NotFound, type Problem, problem, type Refusals } from "#kit/problem";
import { findRow, rowRead } from "#kit/row";
import { me } from "#kit/table";
import { transition, transitionBatch } from "#kit/transition";
import { type Row, rowSchema } from "#kit/wire";

export type Household = Row<typeof households>;
export type Role = (typeof householdRoles)[number];

export const LastAdmin = /* @__PURE__ */ problem("conflict", "last_admin", "A household needs an admin");
export const NotAlone = /* @__PURE__ */ problem("conflict", "not_alone", "The household has other members");

const AdminsOnly = () => Forbidden(identityRefusals("admins_only"));

/** A household as its members see it; undefined for everybody else. */
export const householdRead = (id: string) => rowRead(households, id);

/** The speaker's role in a household; undefined for a person who is not a member. */
export function roleRead(householdId: string): Read<Role | undefined> {
  const query = read<{ role: Role }>(sql`select role from ${householdMembers} where ${mineIn(householdId)}`);
  return { ...query, decode: (result) => query.decode(result)[0]?.role };
}

/** The condition that a membership is the speaker's in this household. */
const mineIn = (householdId: string) =>
  sql`${householdMembers.householdId} = ${householdId}::uuid and ${householdMembers.userId} = ${me}`;

/** The problem of a person who is no member, or not an admin; undefined for an admin. */
export function unlessAdmin(role: Role | undefined): Problem | undefined {
  if (!role) return NotFound();
  return role === "admin" ? undefined : AdminsOnly();
}

/**
 * Removes a household with everything that belongs to it, when its admin is the only member left. Rows that people shared with it
 * become private again.
 */
export async function removeHousehold(ctx: Ctx, id: string, ifMatchHeader: string | undefined): Promise<void> {
  const isAlone = sql`not exists (select from household_members m where m.household_id = ${id}::uuid and m.user_id <> ${me})`;
  await transition(ctx, households, id, {
    versions: ifMatch(ifMatchHeader),
    beside: read<{ role: Role; isAlone: boolean }>(
      sql`select role, ${isAlone} as "isAlone" from ${householdMembers} where ${mineIn(id)}`,
    ),
    refuse: (_, [mine]) =>
      unlessAdmin(mine?.role) ?? (mine?.isAlone ? undefined : NotAlone(identityRefusals("not_alone"))),
    change: {
      // Waits for a person who is joining at this moment, so that the next statement sees them.
      first: [read(sql`select from households where id = ${id}::uuid for update`)],
      where: isAlone,
      values: "removed",
      emits: { event: HouseholdEvents.deleted },
    },
  });
}

// ── Members ──────────────────────────────────────────────────────────────────────────────────────────────────────────

type MemberRow = Row<typeof householdMembers>;
export type Member = MemberRow & { name: string | null; avatarUrl: string | null };

export const Member = rowSchema(householdMembers, [], {
  name: z.nullable(z.string()),
  avatarUrl: z.nullable(z.string()),
});

export const memberListing: ListSpec<typeof householdMembers> = {
  filter: ["role", "userId"],
  sort: ["role"],
  order: "createdAt",
};

/** The members with their names, which members may see of each other; e-mail addresses stay private. */
export async function listMembers(
  ctx: Ctx,
  householdId: string,
  query: Record<string, unknown>,
): Promise<Page<Member>> {
  const [, members, people] = await findRow(
    ctx,
    households,
    householdId,
    membersRead(householdId, query),
    peopleRead(),
  );
  return { ...members, data: members.data.map((member) => ({ ...member, ...(people.get(member.userId) ?? NOBODY) })) };
}

/** All members of a household. By default a list returns only the speaker's own rows, so the scope is set to the household. */
function membersRead(householdId: string, query: Record<string, unknown>): Read<Page<MemberRow>> {
  return listRead(
    householdMembers,
    memberListing,
    { ...query, scope: "household" },
    eq(householdMembers.householdId, householdId),
  );
}

/** Changes a member's role. The last admin keeps theirs. */
export async function changeRole(ctx: Ctx, householdId: string, memberId: string, role: Role): Promise<Member> {
  const [changed, people] = await transitionBatch(ctx, householdMembers, memberId, {
    of: eq(householdMembers.householdId, householdId),
    forbidden: AdminsOnly,
    change: { values: { role }, emits: { event: MemberUpdated }, also: () => [peopleRead()] },
  });
  return { ...changed, ...((people as People).get(changed.userId) ?? NOBODY) };
}

/**
 * Removes a member from a household: an admin may remove anybody, everybody themselves. Rows that the member shared with it
 * become private again.
 */
export async function removeMember(ctx: Ctx, householdId: string, memberId: string): Promise<void> {
  await transition(ctx, householdMembers, memberId, {
    of: eq(householdMembers.householdId, householdId),
    forbidden: AdminsOnly,
    change: { values: "removed", emits: LEFT },
  });
}

/** Removes the speaker from a household. No transition, because no row is named and nobody is forbidden to leave. */
export async function leave(ctx: Ctx, householdId: string): Promise<void> {
  await ctx.db.batch([remove(ctx, householdMembers, mineIn(householdId), { emits: LEFT, orConflict: NO_MEMBER })]);
}

/** The event of a removed membership. A trigger removes the former member's rows from the household. */
const LEFT = { event: HouseholdLeft, entityId: sql`changed.household_id` };

const NO_MEMBER = "not_a_member";

/** The database's refusals when a household would be left without an admin, and when the person is no member. */
export const memberRefusals: Refusals = {
  last_admin: () => LastAdmin(identityRefusals("last_admin_stays")),
  [NO_MEMBER]: () => NotFound(),
};
