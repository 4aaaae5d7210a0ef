import * as z from "zod/mini";
import { Price } from "#core/finance/minor-units";
import { ProjectEvents } from "#core/work/events";
import { RATE_COLUMNS } from "#core/work/hourly-rate";
import * as ProjectRates from "#core/work/project-rates";
import { projects } from "#core/work/projects.sql";
import { ifMatch } from "#kit/conditions";
import { crud } from "#kit/crud";
import { endpoint } from "#kit/endpoint";
import { Forbidden, InvalidInput, NotFound, StaleVersion } from "#kit/problem";
import { columnSchema, patchSchema } from "#kit/wire";

export const { list, get, create, update, remove, restore, changes } = crud("/v1/work/projects", projects, {
  write: ["name", "description", "status", "lifeDomainId", "goalId", "dueDate", "householdId", "contactId"],
  filter: ["status", "lifeDomainId", "goalId", "householdId", "dueDate", "contactId"],
  sort: ["name", "dueDate"],
  omit: [...RATE_COLUMNS],
  emits: ProjectEvents,
  example: { name: "New kitchen", description: "By summer", dueDate: "2026-06-01" },
});

const { rateCurrency, roundingMinutes, rounding } = projects;
const Rate = z.strictObject({
  hourlyRateCents: z.nullable(z.int()),
  rateCurrency: z.nullable(columnSchema(rateCurrency)),
  roundingMinutes: z.nullable(columnSchema(roundingMinutes)),
  rounding: z.nullable(columnSchema(rounding)),
});

export const getRate = endpoint("GET /v1/work/projects/{projectId}/rate", {
  summary: "Get what work on a project costs",
  description: "For its owner alone, whoever else sees the project.",
  returns: Rate,
  problems: [NotFound, Forbidden],
  handler: (ctx) => ProjectRates.get(ctx, ctx.params.projectId),
});

export const setRate = endpoint("PATCH /v1/work/projects/{projectId}/rate", {
  summary: "Say what work on a project costs",
  description:
    "Billable work of its owner on its tasks takes this hourly rate and this step of rounding, or else those of its contact. Only its owner sees and changes it.",
  body: patchSchema(projects, RATE_COLUMNS, { hourlyRateCents: z.optional(z.nullable(Price)) }),
  returns: Rate,
  problems: [InvalidInput, NotFound, Forbidden, StaleVersion],
  example: { body: { hourlyRateCents: 9_000, rateCurrency: "EUR", roundingMinutes: 15 } },
  handler: (ctx) => ProjectRates.change(ctx, ctx.params.projectId, ctx.body, ifMatch(ctx.headers["if-match"])),
});
