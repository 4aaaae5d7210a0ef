/** Households: who belongs to them, in which role, and how one leaves. */
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { HouseholdEvents, HouseholdLeft, MemberUpdated } from "#core/identity/events";
import { householdMembers, type householdRoles, households } from "#core/identity/households.sql";
import { NOBODY, peopleRead } from "#core/identity/people";
import { remove, update } from "#kit/change";
import { ifMatch } from "#kit/conditions";
import type { Ctx } from "#kit/ctx";
import { type Read, read } from "#kit/db";
import { type ListSpec, listRead, type Page } from "#kit/list";
import { Forbidden, NotFound, problem, type Refusals, StaleVersion } from "#kit/problem";
import { live, rowRead, shown } from "#kit/row";
import { withCurrent } from "#kit/stale";
import { me } from "#kit/table";
import { type Row, rowSchema } from "#kit/wire";

export type Household = Row<typeof households>;
export type Role = (typeof householdRoles)[number];

export const LastAdmin = /* @__PURE__ */ problem("conflict", "last_admin", "A household needs an admin");
export const NotAlone = /* @__PURE__ */ problem("conflict", "not_alone", "The household has other members");

const ADMINS_ONLY = "Only an admin of the household may do this.";

/** A household as seen by a member; undefined to everybody else. */
export const householdRead = (id: string) => rowRead(households, id);

/** The speaker's role in a household; undefined for a person who is not a member. */
export function roleRead(householdId: string): Read<Role | undefined> {
  const query = read<{ role: Role }>(
    sql`select role from ${householdMembers} where ${householdMembers.householdId} = ${householdId}::uuid and ${householdMembers.userId} = ${me}`,
  );
  return { ...query, decode: (result) => query.decode(result)[0]?.role };
}

/** Throws NotFound for a person who is not a member, and Forbidden for a member who is not an admin. */
export function onlyAdmins(role: Role | undefined): asserts role is "admin" {
  if (!role) throw NotFound();
  if (role !== "admin") throw Forbidden(ADMINS_ONLY);
}

/** Removes a household with all that belongs to it, when its admin is the only one left. What people shared with it is theirs again. */
export async function removeHousehold(ctx: Ctx, id: string, ifMatchHeader: string | undefined): Promise<void> {
  const versions = ifMatch(ifMatchHeader);
  const alone = sql`not exists (select from household_members m where m.household_id = ${id}::uuid and m.user_id <> ${me})`;
  const version = versions && inArray(households.version, versions);
  const [, gone, current, role] = await ctx.db.batch([
    // Whoever is joining just now is waited for, and then seen by the next statement.
    read(sql`select from households where id = ${id}::uuid for update`),
    remove(ctx, households, and(live(households, id), alone, version), { emits: { event: HouseholdEvents.deleted } }),
    householdRead(id),
    roleRead(id),
  ]);
  if (gone) return;
  if (!current) throw NotFound();
  onlyAdmins(role);
  if (versions && !versions.includes(current.version))
    throw await withCurrent(ctx, StaleVersion(`The row is at version ${current.version}.`), {
      table: households,
      id,
      event: HouseholdEvents.updated,
      answer: (row) => shown<typeof households>(households, row),
    });
  throw NotAlone("Remove the other members first, or leave.");
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

/** The members with their names, which members may know of each other; their addresses stay theirs. */
export async function listMembers(
  ctx: Ctx,
  householdId: string,
  query: Record<string, unknown>,
): Promise<Page<Member>> {
  const [household, members, people] = await ctx.db.batch([
    householdRead(householdId),
    membersRead(householdId, query),
    peopleRead(),
  ]);
  if (!household) throw NotFound();
  return { ...members, data: members.data.map((member) => ({ ...member, ...(people.get(member.userId) ?? NOBODY) })) };
}

/** All of a household: a list of rows with a user is of one's own, unless it is told that it is the household's. */
function membersRead(householdId: string, query: Record<string, unknown>): Read<Page<MemberRow>> {
  return listRead(
    householdMembers,
    memberListing,
    { ...query, scope: "household" },
    eq(householdMembers.householdId, householdId),
  );
}

/** Gives a member another role. The last admin keeps theirs. */
export async function changeRole(ctx: Ctx, householdId: string, memberId: string, role: Role): Promise<Member> {
  const which = memberIs(householdId, memberId);
  const [changed, current, people] = await ctx.db.batch([
    update(ctx, householdMembers, which, { role }, { emits: { event: MemberUpdated } }),
    memberRead(which),
    peopleRead(),
  ]);
  if (!current) throw NotFound();
  if (!changed) throw Forbidden(ADMINS_ONLY);
  return { ...changed, ...(people.get(changed.userId) ?? NOBODY) };
}

/** Takes a member out of a household: an admin anybody, everybody themselves. What they shared with it is theirs alone again. */
export async function removeMember(ctx: Ctx, householdId: string, memberId: string): Promise<void> {
  const which = memberIs(householdId, memberId);
  // The row is looked for afterwards: somebody else may have removed it at the same moment.
  const [gone, current] = await ctx.db.batch([leaving(ctx, which), memberRead(which)]);
  if (gone) return;
  throw current ? Forbidden(ADMINS_ONLY) : NotFound();
}

/** Takes the speaker out of a household. */
export async function leave(ctx: Ctx, householdId: string): Promise<void> {
  const mine = and(eq(householdMembers.householdId, householdId), sql`${householdMembers.userId} = ${me}`);
  await ctx.db.batch([leaving(ctx, mine, NO_MEMBER)]);
}

const NO_MEMBER = "not_a_member";

/** What the database says when a household would be left without an admin, and when there is nobody to leave it. */
export const memberRefusals: Refusals = {
  last_admin: () => LastAdmin("Make somebody else an admin first, or delete the household if nobody else is in it."),
  [NO_MEMBER]: () => NotFound(),
};

/** The DELETE of a member; a trigger takes their rows out of the household. */
const leaving = (ctx: Ctx, which: SQL | undefined, orConflict?: string) =>
  remove(ctx, householdMembers, which, {
    emits: { event: HouseholdLeft, entityId: sql`changed.household_id` },
    orConflict,
  });

const memberIs = (householdId: string, memberId: string) =>
  and(eq(householdMembers.id, memberId), eq(householdMembers.householdId, householdId));

function memberRead(which: SQL | undefined): Read<{ id: string } | undefined> {
  const query = read<{ id: string }>(sql`select id from ${householdMembers} where ${which}`);
  return { ...query, decode: (result) => query.decode(result)[0] };
}
