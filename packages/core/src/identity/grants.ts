/**
 * Grants: another person may see a row (viewer), change it (collaborator) or treat it as their own (owner), but never delete it.
 * The policies of the tables enforce this; here grants are given, listed and withdrawn.
 *
 * A person who shares with an address does not learn whether somebody has it: every answer about such a grant is the same.
 */

import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { needScope, readablePillars } from "#cloud/scopes";
import { audit } from "#core/admin/audit";
import { accessGrants, type grantRoles } from "#core/identity/access.sql";
import { GrantGiven, GrantWithdrawn } from "#core/identity/events";
import { pillarOfType } from "#core/identity/grantable.generated";
import { NOBODY, peopleRead } from "#core/identity/people";
import { identityRefusals } from "#core/identity/sayings";
import { titlesRead } from "#core/platform/titles";
import { emit, insert } from "#kit/change";
import type { Ctx } from "#kit/ctx";
import { type ListSpec, listRead, type Page } from "#kit/list";
import { AlreadyExists, InvalidInput, wrong } from "#kit/problem";
import { fieldSayings } from "#kit/sayings";
import { me } from "#kit/table";
import { transition } from "#kit/transition";
import { type Row, rowSchema } from "#kit/wire";

type GrantRow = Row<typeof accessGrants>;
export type Grant = GrantRow & { grantorName: string | null; granteeName: string | null; title?: string | null };

export const Grant = rowSchema(accessGrants, [], {
  grantorName: z.nullable(z.string()),
  granteeName: z.nullable(z.string()),
  /** What the row is called, in a list with `titles=true`; null where nothing names it, or it is deleted for good. */
  title: z.optional(z.nullable(z.string())),
});

export type Direction = "given" | "received";

// No filter by grantee, which would reveal who has an address.
export const listing: ListSpec<typeof accessGrants> = { filter: ["entityType", "entityId", "role", "email"], sort: [] };

/** The grants that the speaker gave, or was given, of rows that they may read. */
export async function list(ctx: Ctx, direction: Direction, query: Record<string, unknown>): Promise<Page<Grant>> {
  const side = direction === "given" ? accessGrants.grantorId : accessGrants.granteeId;
  const [page, people] = await ctx.db.batch([
    listRead(accessGrants, listing, query, and(sql`${side} = ${me}`, ofReadable(ctx))),
    peopleRead(),
  ]);
  const data = page.data.map((grant) => named(discreet(ctx, grant), people));
  return { ...page, data: query.titles === "true" ? await titled(ctx, data) : data };
}

/** One flight more. */
async function titled(ctx: Ctx, grants: readonly Grant[]): Promise<Grant[]> {
  const [titles] = await ctx.db.batch([titlesRead(ctx, grants)]);
  return grants.map((grant) => ({ ...grant, title: titles.get(grant.entityId) ?? null }));
}

/** The condition for rows of the pillars that an API key may read; undefined for a caller who may read all of them. */
function ofReadable({ actor }: Ctx): SQL | undefined {
  const pillars = readablePillars(actor);
  if (!pillars) return undefined;
  const types = Object.keys(pillarOfType).filter((type) => pillars.includes(pillarOfType[type]!));
  return inArray(accessGrants.entityType, types);
}

/** Throws when the speaker may not change rows of this type. The database refuses unknown types. */
function needWrite({ actor }: Ctx, entityType: string): void {
  const pillar = Object.hasOwn(pillarOfType, entityType) && pillarOfType[entityType];
  if (pillar) needScope(actor, `${pillar}:write`);
}

export interface Given {
  entityType: string;
  entityId: string;
  role: (typeof grantRoles)[number];
  granteeId?: string;
  email?: string;
}

/** Shares a row of the speaker's own with a person, or with an e-mail address that somebody has or may have later. */
export async function create(ctx: Ctx, given: Given): Promise<Grant> {
  const { entityType, entityId } = given;
  needWrite(ctx, entityType);
  // CASE guarantees that the function, which raises the problem of a reference to a missing or another person's row, is called
  // only in that case.
  const own = sql`case when may_grant(${entityType}, ${entityId}::uuid) then ${entityId}::uuid else case when raise_problem('LF004', 'entity_id') then null::uuid end end`;
  try {
    const [made, , people] = await ctx.db.batch([
      insert(ctx, accessGrants, { ...given, entityId: own }, { emits: { event: GrantGiven } }),
      audit(ctx, "grant.given", { entityType, entityId, details: { role: given.role } }),
      peopleRead(),
    ]);
    return named(discreet(ctx, made), people);
  } catch (error) {
    throw inWords(error, given);
  }
}

/** Translates errors of the database into problems with a helpful message. */
function inWords(error: unknown, { granteeId }: Given): unknown {
  const { code, detail, constraint } = error as { code?: string; detail?: string; constraint?: string };
  if (code === "LF004" && detail === "entity_id")
    return InvalidInput(identityRefusals("not_shareable"), {
      errors: [wrong("#/entityId", fieldSayings("does_not_exist"))],
    });
  if (constraint === "access_grants_not_self") {
    const pointer = granteeId ? "#/granteeId" : "#/email";
    return InvalidInput(identityRefusals("own_row"), { errors: [{ pointer, detail: "is your own" }] });
  }
  if (constraint === "access_grants_person" || constraint === "access_grants_address")
    return AlreadyExists(identityRefusals("shared_already"));
  return error;
}

/** Ends a grant, by the grantor or the grantee. */
export async function withdraw(ctx: Ctx, id: string): Promise<void> {
  await transition(ctx, accessGrants, id, {
    change({ entityType, entityId, role }) {
      needWrite(ctx, entityType);
      return {
        where: eq(accessGrants.role, role),
        // Emits an event of its own, because that of a deletion has the row's values, in which the grantor could read who has the address.
        values: "removed",
        also: (story) => [
          emit(story, GrantWithdrawn, {
            entityId: id,
            owner: ctx.actor.userId,
            payload: { entityType, entityId, role },
          }),
          audit(story, "grant.withdrawn", { entityType, entityId, details: { role } }),
        ],
      };
    },
  });
}

/**
 * A grant as its giver or grantee may see it. The giver must not learn who has the address and since when, so the fields that
 * change when that person first signs in are hidden.
 */
export function discreet<G extends GrantRow>({ actor }: Ctx, grant: G): G {
  if (grant.email === null || grant.granteeId === actor.userId) return grant;
  return { ...grant, granteeId: null, updatedAt: grant.createdAt };
}

const named = (grant: GrantRow, people: Map<string, { name: string | null }>): Grant => ({
  ...grant,
  grantorName: (people.get(grant.grantorId) ?? NOBODY).name,
  granteeName: (people.get(grant.granteeId ?? "") ?? NOBODY).name,
});
