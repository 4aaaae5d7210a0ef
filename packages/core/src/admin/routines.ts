/** Routines of everybody: when they ran last and are due next, and running one now. */

import type * as z from "zod/mini";
import { type AuditedPage, auditAside, audited, auditedPage } from "#core/admin/audit";
import * as Routines from "#core/rhythm/routines";
import { routines } from "#core/rhythm/routines.sql";
import type { Due } from "#core/rhythm/runs";
import type { Ctx } from "#kit/ctx";
import { type ListSpec, listQuery, listRead } from "#kit/list";
import { type Row, rowSchema } from "#kit/wire";

const HEAVY = ["activities"] as const;
const listing: ListSpec<typeof routines> = {
  filter: ["userId", "householdId", "isActive", "nextRunAt", "lastRunAt"],
  sort: ["nextRunAt", "lastRunAt"],
  omit: HEAVY,
};

export const Query = listQuery(routines, listing);
const Routine = rowSchema(routines, HEAVY);
export const Page = auditedPage(Routine);

export async function list(
  ctx: Ctx,
  query: z.output<typeof Query>,
): Promise<AuditedPage<Omit<Row<typeof routines>, (typeof HEAVY)[number]>>> {
  const { scope: _, ...given } = query;
  const [page] = await ctx.db.batch([
    listRead(routines, listing, { ...given, scope: "visible" }),
    auditAside(ctx, "admin.routines.listed", { entityType: "routines", details: { ...given } }),
  ]);
  return { ...page, ...audited };
}

/** Makes a routine due now; what it makes is its owner's. */
export async function runNow(ctx: Ctx, id: string): Promise<Due> {
  const due = await Routines.runNow(ctx, id);
  await ctx.db.batch([
    auditAside(ctx, "admin.routine.run", { entityType: "routines", entityId: id, details: { ...due } }),
  ]);
  return due;
}
