import * as z from "zod/mini";
import { dailyPlans } from "#core/calendar/calendar.sql";
import { acceptWeek } from "#core/calendar/planning/accept";
import { proposeWeek } from "#core/calendar/planning/propose";
import * as TimeBlocks from "#core/calendar/time-blocks";
import { endpoint } from "#kit/endpoint";
import { Conflict, InvalidInput, StaleVersion } from "#kit/problem";
import { rowSchema } from "#kit/wire";
import { PieceFields, Proposal } from "./daily-plans.ts";

export const plan = endpoint("POST /v1/calendar/week-plans/{date}/plan", {
  summary: "Propose plans for seven days",
  description:
    "The seven days from `date` on, each as the plan of a day: what finds no place on one is carried over to the next. Nothing is pinned or left out, and no model is asked. Nothing is changed but the proposals.",
  body: z.strictObject(PieceFields),
  returns: z.strictObject({ data: z.array(Proposal) }),
  problems: [InvalidInput],
  example: { body: { maxPieceMinutes: 120 } },
  handler: async (ctx) => ({ data: await proposeWeek(ctx, ctx.params.date, ctx.body) }),
});

export const accept = endpoint("POST /v1/calendar/week-plans/{date}/accept", {
  summary: "Accept the plans that were proposed for seven days",
  description:
    "All of them that were proposed together and not accepted yet, or none: refused as stale (412) where anything that they were made of has changed since.",
  returns: z.strictObject({ data: z.array(rowSchema(dailyPlans)) }),
  problems: [InvalidInput, Conflict, StaleVersion],
  refusals: TimeBlocks.refusals,
  handler: async (ctx) => ({ data: await acceptWeek(ctx, ctx.params.date) }),
});
