/** Routines of everybody. */
import * as z from "zod/mini";
import * as Routines from "#core/admin/routines";
import { endpoint } from "#kit/endpoint";
import { Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { Instant, Uuid } from "#kit/wire";

export const list = endpoint("GET /v1/admin/routines", {
  summary: "List the routines of everybody",
  description: "With when each ran last and is due next. Looking is recorded in the audit log.",
  access: "admin",
  query: Routines.Query,
  returns: Routines.Page,
  problems: [InvalidInput, Forbidden],
  handler: (ctx) => Routines.list(ctx, ctx.query),
});

export const run = endpoint("POST /v1/admin/routines/{routineId}/run", {
  summary: "Run somebody's routine now",
  description: "Paused or not. Its tasks are made in a moment, and are its owner's.",
  access: "admin",
  status: 202,
  returns: z.strictObject({ routineId: Uuid, scheduledFor: Instant }),
  problems: [NotFound, Forbidden],
  handler: (ctx) => Routines.runNow(ctx, ctx.params.routineId),
});
