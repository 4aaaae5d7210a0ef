import * as z from "zod/mini";
import * as DoseDays from "#core/health/dose-days";
import * as Doses from "#core/health/doses";
import { DoseSkipped, DoseTaken, DoseUndone } from "#core/health/events";
import { medicationDoses } from "#core/health/medical.sql";
import { recording } from "#core/health/medical-reads";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { integerParameter } from "#kit/parameters";
import { Forbidden, InvalidInput, NotFound } from "#kit/problem";
import { Day, rowSchema } from "#kit/wire";

export const { list } = crud("/v1/health/doses", medicationDoses, {
  filter: ["medicationId", "day", "status"],
  sort: ["day", "takenAt"],
  reading: recording(medicationDoses),
  write: [],
  emits: { created: DoseTaken, updated: DoseSkipped, deleted: DoseUndone },
});

export const day = endpoint("GET /v1/health/doses/day", {
  summary: "Get the doses of a day",
  description:
    "Today unless `day` names another; today also has those of yesterday that may still be taken. A dose is `missed` when it was not taken for `windowMinutes` after its time. `unplanned` are those that are taken as needed, and what else was taken of others. `entries` are the hormone doses of the medical record: one that names a medication is its first dose of that day of which nothing else was said, and does not change the stock.",
  query: z.strictObject({ day: z.optional(Day) }),
  returns: DoseDays.DoseDay,
  problems: [InvalidInput],
  handler: (ctx) => DoseDays.ofDay(ctx, ctx.query.day),
});

export const adherence = endpoint("GET /v1/health/doses/adherence", {
  summary: "Get which share of the doses was taken",
  description:
    "Of those whose time is over, in each of the last weeks and in 28 days. What was skipped was due. What is taken as needed is never due.",
  query: z.strictObject({ weeks: z.optional(integerParameter(1, DoseDays.MAX_WEEKS)) }),
  returns: DoseDays.Adherence,
  problems: [InvalidInput],
  handler: (ctx) => DoseDays.adherence(ctx, ctx.query.weeks ?? 4),
});

export const undo = endpoint("POST /v1/health/doses/{doseId}/undo", {
  summary: "Take back what was said of a dose",
  description: "What it took from the stock is there again.",
  returns: rowSchema(medicationDoses),
  problems: [NotFound, Forbidden],
  handler: (ctx) => Doses.undo(ctx, ctx.params.doseId),
});
